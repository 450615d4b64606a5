#!/usr/bin/python3
"""PngSuite, as far as Debian has it (golang-src ships its basic images, and those of transparency and background), with the corrupt
ones made after its description, and the families of cases that are not there drawn anew: each image that is good has the pixels
that Pillow reads from it, flattened on white; each that is not gets a message."""
import glob
import io
import os
import struct
import sys
import zlib

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'trust'))
from tap import done, fresh, none, ok, output_of, read, run, skip, write  # noqa: E402

try:
    from PIL import Image
except ImportError:
    skip('there is no Pillow (python3-pil): make conformance installs it')
SUITE = sorted(glob.glob('/usr/share/go-*/src/image/png/testdata/pngsuite/*.png'))

# ---------------------------------------------------------------- images


def chunk(kind, data, crc=0):
    return struct.pack('>I', len(data)) + kind + data + struct.pack('>I', zlib.crc32(kind + data) ^ crc)


SIGNATURE = b'\x89PNG\r\n\x1a\n'
CHANNELS = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
PASSES = [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)]


def rows(kind, depth, width, height, method):
    """Filtered rows of a pattern; method: the filter's number, 5 for each in turn."""
    bits, seen, out = CHANNELS[kind] * depth, bytes((CHANNELS[kind] * depth * width + 7) // 8), b''
    step = max(1, bits // 8)
    for y in range(height):
        row = bytes((x * 37 + y * 91 + (x ^ y)) & 255 for x in range(len(seen)))
        number = y % 5 if method == 5 else method
        left, up, corner = bytes(step) + row, seen, bytes(step) + seen
        guess = [bytes(len(row)), left, up, bytes((left[i] + up[i]) // 2 for i in range(len(row))),
                 bytes(paeth(left[i], up[i], corner[i]) for i in range(len(row)))][number]
        out += bytes([number]) + bytes((row[i] - guess[i]) & 255 for i in range(len(row)))
        seen = row
    return out


def paeth(a, b, c):
    near = sorted(((abs(b - c), 0, a), (abs(a - c), 1, b), (abs(a + b - 2 * c), 2, c)))
    return near[0][2]


def png(kind, depth, width=32, height=32, interlaced=False, method=0, before=b'', pieces=1, level=6):
    if interlaced:
        data = b''.join(rows(kind, depth, -(-(width - x) // dx), -(-(height - y) // dy), method)
                        for x, y, dx, dy in PASSES if width > x and height > y)
    else:
        data = rows(kind, depth, width, height, method)
    palette = chunk(b'PLTE', bytes(i * 7 & 255 for i in range(3 << min(depth, 8)))) if kind == 3 else b''
    data = zlib.compress(data, level)
    size = -(-len(data) // pieces)
    return (SIGNATURE + chunk(b'IHDR', struct.pack('>IIBBBBB', width, height, depth, kind, 0, 0, interlaced)) + palette + before +
            b''.join(chunk(b'IDAT', data[i:i + size]) for i in range(0, len(data), size)) + chunk(b'IEND', b''))


DEPTHS = {0: (1, 2, 4, 8, 16), 2: (8, 16), 3: (1, 2, 4, 8), 4: (8, 16), 6: (8, 16)}
TRANSPARENT = {0: b'\0\1', 2: b'\0\1\0\2\0\3', 3: b'\0'}


def drawn():
    """Every kind, depth and interlacing; odd sizes; filters; transparency; chunks between; split data; compression."""
    for kind, depths in DEPTHS.items():
        for depth in depths:
            for interlaced in (False, True):
                yield 'kind-%d-%d-%d' % (kind, depth, interlaced), png(kind, depth, interlaced=interlaced, method=5)
            if kind in TRANSPARENT:
                yield 'clear-%d-%d' % (kind, depth), png(kind, depth, before=chunk(b'tRNS', TRANSPARENT[kind]))
    for size in list(range(1, 10)) + list(range(32, 41)):
        for interlaced in (False, True):
            yield 'size-%d-%d' % (size, interlaced), png(3, 4, size, size, interlaced)
    for method in range(6):
        yield 'filter-%d-grey' % method, png(0, 8, method=method)
        yield 'filter-%d-colour' % method, png(2, 8, method=method)
    extra = chunk(b'bKGD', b'\0\0\0\0\0\0') + chunk(b'tEXt', b'Title\0text') + chunk(b'zTXt', b'Title\0\0' + zlib.compress(b'text')) + \
        chunk(b'tIME', b'\x07\xe8\1\1\0\0\0') + chunk(b'pHYs', b'\0\0\0\x20\0\0\0\x40\0') + chunk(b'hIST', b'')
    yield 'chunks', png(2, 8, before=extra)
    for pieces in (1, 2, 4, 4000):
        yield 'pieces-%d' % pieces, png(2, 16, pieces=pieces)
    for level in (0, 3, 6, 9):
        yield 'level-%d' % level, png(2, 8, level=level)


def corrupt():
    """After the suite's description of its files that begin with x."""
    good = png(0, 8)
    for at, name in ((0, 'xs1'), (1, 'xs2'), (3, 'xs4'), (6, 'xs7')):
        yield name + ' (signature)', good[:at] + bytes([good[at] ^ 0x80]) + good[at + 1:]
    yield 'xcr (added carriage returns)', good.replace(b'\n', b'\r\n')
    yield 'xlf (added line feeds)', good.replace(b'\r', b'\n')
    yield 'xhd (checksum of the header)', good[:29] + bytes([good[29] ^ 1]) + good[30:]
    for name, kind, depth in (('xc1', 1, 8), ('xc9', 9, 8), ('xd0', 2, 0), ('xd3', 2, 3), ('xd9', 2, 99)):
        yield '%s (colour %d, depth %d)' % (name, kind, depth), good[:8] + chunk(b'IHDR', struct.pack('>IIBBBBB', 32, 32, depth, kind, 0, 0, 0)) + good[33:]
    yield 'xdt (no data)', good[:33] + good[-12:]
    end = len(good) - 16
    yield 'xcs (checksum of the data)', good[:end] + bytes([good[end] ^ 1]) + good[end + 1:]
    for size in ((0, 32), (32, 0), (0x80000000, 1)):
        yield 'size %d by %d' % size, good[:8] + chunk(b'IHDR', struct.pack('>IIBBBBB', *size, 8, 0, 0, 0, 0)) + good[33:]


# ---------------------------------------------------------------- judging


def expected(data):
    """The pixels that the PDF should have: 8 bits each, on white. Pillow leaves it to its caller which grey is transparent."""
    image = Image.open(io.BytesIO(data))
    image.load()
    depth, kind = data[24], data[25]
    if kind == 0:
        clear = image.info.pop('transparency', None)
        samples = [v for v in image.convert('I').getdata()]
        if clear is not None and depth < 16:
            clear = clear * 255 // ((1 << depth) - 1)
        grey = Image.new('L', image.size)
        grey.putdata([255 if v == clear else (v * 255 + 32767) // 65535 if depth == 16 else v for v in samples])
        return grey.convert('RGB')
    image = image.convert('RGBA')
    return Image.alpha_composite(Image.new('RGBA', image.size, 'white'), image).convert('RGB')


def extracted():
    for name in glob.glob('im-*'):
        os.unlink(name)
    output_of('pdfimages', '-png', 'out.pdf', 'im')
    names = sorted(glob.glob('im-*.png'))
    return Image.open(names[0]).convert('RGB') if names else None


def difference(a, b):
    """The largest of a sample; -1: there is nothing to compare."""
    if a is None or a.size != b.size:
        return -1
    return max(abs(x - y) for x, y in zip(a.tobytes(), b.tobytes()))


def build(data):
    fresh('course', {'course.yaml': 'title: A\nlanguage: en-US\n', 'about.md': 'Text.\n\n![An image](a.png)\n', 'a.png': data})
    return run('course', '-o', 'out.pdf')


def judge_good(images, name):
    wrong, n = [], 0
    for image, data in images:
        p = build(data)
        n += 1
        most = difference(extracted(), expected(data))
        if p.returncode or b'warning' in p.stderr or most < 0 or most > 1:
            wrong.append('%s: status %d, off by %d, said %s' % (image, p.returncode, most, p.stderr.decode()[:200]))
    none(wrong, '%s: %d images have their pixels' % (name, n))


images = list(drawn())
judge_good(images[::int(os.environ.get('EVERY', '1'))], 'drawn')
if SUITE:
    judge_good([(os.path.basename(path), read(path)) for path in SUITE], 'PngSuite')
else:
    print('# left out: PngSuite, which golang-src ships; make conformance installs it')
silent = []
for name, data in corrupt():
    p = build(data)
    if p.returncode or b'a.png' not in p.stderr or b'about.md:3:' not in p.stderr:
        silent.append('%s: status %d, said %r' % (name, p.returncode, p.stderr[:200]))
none(silent, 'corrupt images get a message at their place')
ok(build(png(0, 8)).returncode == 0, 'and the good one that they are made of gets none')
done()
