#!/bin/sh
# How the program is built: what its compiler can do against those who find a fault in it.
. "$(dirname "$0")/tap.sh"
binary=${program##* }
module=$(dirname "$binary")/ical.so

if nm -D "$binary" | grep -q __asan_init; then
	echo "1..0 # SKIP sanitizers have means of their own"
	exit 0
fi
for file in "$binary" "$module"; do
	name=$(basename "$file")
	readelf -hldW "$file" >elf
	readelf -sW --dyn-syms "$file" >symbols
	like elf 'Type: +DYN' "$name: position-independent"
	like elf 'GNU_RELRO' "$name: tables of addresses are read-only (RELRO)"
	like elf 'BIND_NOW|FLAGS.*NOW' "$name: and bound at the start"
	unlike elf 'GNU_STACK.*E ' "$name: no code on the stack"
	unlike elf ' RWE ' "$name: nothing is writable and code"
	unlike elf 'TEXTREL' "$name: code is not changed at the start"
	unlike elf 'RPATH|RUNPATH' "$name: libraries are the system's"
	like symbols '__stack_chk_fail' "$name: stack protector"
	like symbols '__[a-z]+_chk' "$name: checked calls of the C library (FORTIFY)"
done
unlike symbols 'UND (gets|system|popen|execve|execv|execvp|posix_spawn|tmpnam|mktemp)(@|$)' "ical.so: calls nothing that runs programs"
nm -D --undefined-only "$binary" >calls
unlike calls ' (gets|system|popen|exec[vlep]*|posix_spawnp?|fork|vfork|tmpnam|mktemp|socket|connect)(@|$)' \
	"the program: runs no program and opens no connection"
done_testing
