#!/usr/bin/env python3
"""A document of forty pages of headings, lists, tables, figures and footnotes, made from words drawn by fixed seeds: read back
from its PDF, no page shows a widow, an orphan, a stranded heading, a split caption or a ragged bottom, and the lines of all
pages stand on one grid.

With arguments SEED and PROGRAM it prints what it found instead (a bench, not a test)."""
import collections, importlib.machinery, importlib.util, os, random, re, struct, subprocess, sys, tempfile, zlib

HERE = os.path.dirname(os.path.abspath(__file__))
LEADING = 14
FIGURE = 8 # lines that a figure is worth
SEEDS = (1, 12, 108)
sys.dont_write_bytecode = True
loader = importlib.machinery.SourceFileLoader("meter", os.path.join(HERE, "meter"))
meter = importlib.util.module_from_spec(importlib.util.spec_from_loader("meter", loader))
loader.exec_module(meter)


# ---------------------------------------------------------------- the document

class Block:
    def __init__(self, kind, text):
        self.kind, self.letters, self.lines, self.at = kind, letters(text), [], 0


def letters(text):
    return re.sub(r"\[\^\w+\]|[^a-z]", "", text.lower().replace("\ufb01", "fi").replace("\ufb02", "fl").replace("\ufb00", "ff")
                  .replace("\ufb03", "ffi").replace("\ufb04", "ffl"))


class Maker:
    """Markdown, and what its blocks say."""
    def __init__(self, seed):
        self.random, self.out, self.blocks, self.notes = random.Random(seed), [], [], []
        with open(os.path.join(HERE, "type", "prose.txt"), encoding="utf-8") as f:
            self.words = sorted(set(re.findall(r"[a-z]{2,}", f.read())))

    def pick(self, least, most):
        return [self.random.choice(self.words) for _ in range(self.random.randint(least, most))]

    def phrase(self, least, most):
        return " ".join(self.pick(least, most)).capitalize()

    def sentences(self, least, most):
        return " ".join(self.phrase(6, 20) + "." for _ in range(self.random.randint(least, most)))

    def add(self, kind, text, source):
        self.blocks.append(Block(kind, text))
        self.out.append(source)

    def heading(self, level):
        text = self.phrase(2, 5)
        self.add("heading", text, "#" * level + " " + text)

    def paragraph(self):
        text = self.sentences(1, 8)
        if self.random.random() < .15:
            self.notes.append(self.sentences(1, 2) if self.random.random() < .8 else self.sentences(8, 14))
            text += "[^n%d]" % len(self.notes)
        self.add("paragraph", text, text)

    def list(self):
        ordered = self.random.random() < .4
        items = [self.sentences(1, 3) if self.random.random() < .5 else self.phrase(2, 9) for _ in range(self.random.randint(2, 9))]
        self.blocks += [Block("item", text) for text in items]
        self.out.append("\n".join(("%d. " % (i + 1) if ordered else "- ") + text for i, text in enumerate(items)))

    def table(self):
        rows = [[self.phrase(1, 1), self.phrase(1, 2), str(self.random.randint(1, 99))] for _ in range(self.random.randint(4, 18))]
        self.blocks += [Block("row", "".join(row)) for row in rows]
        head = ["| Item | What | Weight |", "|---|---|---:|"]
        self.out.append("\n".join(head + ["| " + " | ".join(row) + " |" for row in rows]))

    def figure(self, work, n):
        caption, height = self.phrase(4, 24) + ".", self.random.choice((120, 200, 320, 420))
        write_png(os.path.join(work, "f%d.png" % n), 480, height)
        self.add("caption", "Figure" + caption, '![A grey field](f%d.png "%s")' % (n, caption))

    def document(self, work, sections):
        figures = 0
        for _ in range(sections):
            self.heading(2)
            for _ in range(self.random.randint(5, 9)):
                kind = self.random.random()
                if kind < .62:
                    self.paragraph()
                elif kind < .74:
                    self.list()
                elif kind < .82:
                    self.table()
                elif kind < .9:
                    figures += 1
                    self.figure(work, figures)
                else:
                    self.heading(3)
                    self.paragraph()
            self.paragraph()
        for i, note in enumerate(self.notes):
            self.blocks.append(Block("note", note))
            self.out.append("[^n%d]: %s" % (i + 1, note))
        head = "---\ntitle: Forty pages\nlanguage: en-US\nstyle: {paper: a4, size: 11pt, leading: %dpt}\n---\n\n" % LEADING
        with open(os.path.join(work, "doc.md"), "w", encoding="utf-8") as f:
            f.write(head + "\n\n".join(self.out) + "\n")


def write_png(path, width, height):
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    rows = (b"\0" + b"\xd8" * width) * height
    with open(path, "wb") as f:
        f.write(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">2I5B", width, height, 8, 0, 0, 0, 0))
                + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b""))


# ---------------------------------------------------------------- reading it back

def find_block(blocks, open_, text):
    for block in open_:
        if block.letters.startswith(text, block.at):
            return block
    for block in blocks:
        if block.at == 0 and block.letters.startswith(text) and (len(text) > 6 or block.letters == text):
            return block
    return None


def read_back(pdf, blocks):
    """Gives every line to its block; returns the lines of each page that are text of the document."""
    pages, open_ = [], []
    for n, glyphs in enumerate(meter.read_glyphs(pdf)):
        found = []
        for line in meter.page_lines(n + 1, glyphs) if glyphs else []:
            text = letters(line.text)
            block = text and find_block(blocks, open_, text)
            if not block:
                continue
            block.at += len(text)
            block.lines.append(line)
            line.block = block
            open_ = [b for b in open_ + ([block] if block not in open_ else []) if b.at < len(b.letters)]
            found.append(line)
        pages.append(found)
    return pages


def image_pages(layout):
    page, found = 0, []
    for line in layout.splitlines():
        page += line.startswith("page ")
        if re.match(r"\s+\w+ image", line):
            found.append(page)
    return found


# ---------------------------------------------------------------- what is wrong

def split_counts(block):
    return list(collections.Counter(l.page for l in block.lines).values())


def judge(blocks, pages, images):
    found = collections.defaultdict(list)
    for i, block in enumerate(blocks):
        counts = split_counts(block)
        if not block.lines or block.at < len(block.letters):
            found["lost"].append(block.letters[max(0, block.at - 20):block.at] + "^" + block.letters[block.at:block.at + 30])
        elif block.kind in ("paragraph", "item") and len(counts) > 1:
            if counts[0] == 1:
                found["orphans"].append(block.lines[0].page)
            if counts[-1] == 1:
                found["widows"].append(block.lines[-1].page)
        elif block.kind in ("caption", "heading", "row") and len(counts) > 1:
            found["split"].append(block.lines[0].page)
        elif block.kind == "heading":
            last = block.lines[-1]
            below = [l.block.kind for l in pages[last.page - 1] if l.y > last.y]
            if "caption" not in below and sum(kind not in ("note", "heading") for kind in below) < 2:
                found["stranded headings"].append(last.page)
    captions = [b.lines[0].page for b in blocks if b.kind == "caption" and b.lines]
    found["captions apart"] += [c for c, i in zip(captions, images) if c != i]
    bottoms(found, pages)
    found["last page"] = len(pages[-1]) + FIGURE * images.count(len(pages))
    return found


def bottoms(found, pages):
    """White at the feet: more than a line, or such that the facing page ends more than half a line higher or lower."""
    foot = max(l.y for page in pages for l in page)
    white = [foot - max(l.y for l in page) if page else foot for page in pages]
    found["white"] = [round(w / LEADING, 1) for w in white]
    for n in range(len(pages) - 1):
        if white[n] > 1.1 * LEADING:
            found["short pages"].append(n + 1)
    for n in range(1, len(pages) - 2, 2):
        if abs(white[n] - white[n + 1]) > .6 * LEADING:
            found["uneven spreads"].append(n + 1)


def grid(pages):
    """Of the paragraphs' lines, how many stand on the grid that most of them share."""
    rest = [l.y % LEADING for page in pages for l in page if l.block.kind == "paragraph"]
    return max(sum(min(abs(r - m), LEADING - abs(r - m)) < .7 for r in rest) for m in range(LEADING)) / len(rest)


def run(seed, program, sections=25):
    with tempfile.TemporaryDirectory() as work:
        maker = Maker(seed)
        maker.document(work, sections)
        subprocess.run([*program, "doc.md", "-o", "doc.pdf"], cwd=work, capture_output=True, check=True)
        dump = subprocess.run([*program, "--dump=layout", "doc.md"], cwd=work, capture_output=True, check=True).stdout.decode()
        if os.environ.get("KEEP"):
            subprocess.run(["cp", "-r", work + "/.", os.environ["KEEP"]])
        pages = read_back(os.path.join(work, "doc.pdf"), maker.blocks)
        found = judge(maker.blocks, pages, image_pages(dump))
        found["grid"] = round(grid(pages), 2)
        found["pages"] = len(pages)
        return found


def main():
    if len(sys.argv) > 2:
        for key, value in sorted(run(int(sys.argv[1]), [os.path.abspath(sys.argv[2]), *sys.argv[3:]]).items()):
            print("%-18s %s" % (key, value))
        return
    program = os.environ.get("SYLLABUSGEN", os.path.abspath(os.path.join(HERE, "../out/syllabusgen"))).split()
    checks = ("lost", "orphans", "widows", "split", "stranded headings", "captions apart", "short pages", "uneven spreads")
    print("1..%d" % (len(SEEDS) * (len(checks) + 3)))
    number = 0
    for seed in SEEDS:
        found = run(seed, program)
        results = [("about forty pages", 35 <= found["pages"] <= 50, found["pages"]),
                   ("the last page has more than a line", found["last page"] > 2, found["last page"]),
                   ("all paragraphs' lines stand on one grid", found["grid"] == 1, found["grid"])]
        results += [(name + ": none", not found[name], found[name]) for name in checks]
        for name, good, what in results:
            number += 1
            print("%sok %d - %d: %s" % ("" if good else "not ", number, seed, name))
            if not good:
                print("# %s" % what)


main()
