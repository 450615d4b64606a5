#!/bin/sh
# make install, make deb, make dist: what is installed works away from the source, and goes away without a trace.
. "$(dirname "$0")/tap.sh"
top=$here/..
case $program in *' '*) echo "1..0 # SKIP the program is run by another"; exit ;; esac
build() { make -s -C "$top" B="$(dirname "$program")" "$@" >make.log 2>&1 || { cat make.log; false; }; }
unset SYLLABUSGEN_FONTS SYLLABUSGEN_PROFILES SYLLABUSGEN_INIT

build install DESTDIR="$tmp/root" PREFIX=/usr
ok $? "make install"
"$tmp/root/usr/bin/syllabusgen" --init course >out 2>err
ok $? "the installed program finds its course"
"$tmp/root/usr/bin/syllabusgen" --check course -o a.pdf 2>err && "$tmp/root/usr/bin/syllabusgen" course -o a.pdf 2>>err
is "$? $(cat err)" "0 " "the installed program finds its fonts and profiles"
"$tmp/root/usr/bin/syllabusgen" course -o a.ics 2>err
is "$? $(cat err)" "0 " "the installed program finds its module"
rm root/usr/lib/syllabusgen/ical.so
"$tmp/root/usr/bin/syllabusgen" course -o b.ics 2>err
is "$? $(ls b.ics 2>/dev/null)" "3 " "a module that is missing: no calendar"
like err 'a part of the program cannot be loaded: .*ical.so' "and it is named"
python3 -c 'import json; json.load(open("root/usr/share/syllabusgen/course.schema.json"))'
ok $? "the schema is installed"
build uninstall DESTDIR="$tmp/root" PREFIX=/usr
is "$(find root ! -type d)" "" "make uninstall leaves nothing"

if [ -d "$top/.git" ]; then
	build dist B="$tmp/dist1" && build dist B="$tmp/dist2"
	cmp dist1/*.tar.gz dist2/*.tar.gz
	ok $? "make dist: the same bytes twice"
	tar tzf dist1/*.tar.gz | grep -q 'syllabusgen-[0-9.]*/src/main.c'
	ok $? "make dist: the source is in it"
fi

build deb DEB="$tmp/a.deb" && sleep 1 && build deb DEB="$tmp/b.deb"
ok $? "make deb"
cmp a.deb b.deb
ok $? "make deb: the same bytes twice"
dpkg-deb -f a.deb Depends >depends
like depends 'libharfbuzz0b \(>= ' "make deb: depends on its libraries"
like depends 'fonts-linuxlibertine' "make deb: depends on its fonts"
unlike depends 'deb12u' "make deb: on no later version than it needs"
dpkg-deb --fsys-tarfile a.deb | tar xO ./usr/share/doc/syllabusgen/copyright >copyright
is "$(grep -c '^==== lib' copyright)" "$(make -s -f "$top/Makefile" -C "$top" -p -n clean 2>/dev/null | sed -n 's/^STATIC = //p' | wc -w)" \
	"make deb: says what the libraries in it say of their copyright"
is "$(dpkg-deb -c a.deb | awk '{print $2}' | sort -u)" "root/root" "make deb: all belongs to root"
rm -rf bare && mkdir -p bare/var/lib/dpkg/info bare/var/lib/dpkg/updates && : >bare/var/lib/dpkg/status
install_deb() { dpkg --root="$tmp/bare" --force-not-root --force-depends --force-script-chrootless --log=/dev/null "$@" >dpkg.log 2>&1; }
mkdir -p bare/usr/share
ln -s /usr/share/fonts /usr/share/texmf bare/usr/share/ # for those that it depends on
install_deb -i a.deb
ok $? "the package installs in a bare root"
bare/usr/bin/syllabusgen course -o c.pdf 2>err
is "$? $(cat err)" "0 " "the packaged program runs"
cmp -s a.pdf c.pdf
ok $? "and makes the same bytes"
rm bare/usr/share/fonts bare/usr/share/texmf
install_deb --purge syllabusgen
is "$? $(find bare/usr 2>/dev/null)" "0 " "the package goes away without a trace"

done_testing
