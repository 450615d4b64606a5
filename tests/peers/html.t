#!/bin/sh
# The HTML output through a validator and an accessibility checker. PEERS_MODULES: where npm put them; CHROMIUM: a browser.
. "$(dirname "$0")/../tap.sh"
here=$(cd "$here/.." && pwd)
export CHROMIUM=${CHROMIUM:-$(command -v chromium)}

if [ ! -d "$PEERS_MODULES/html-validate" ] || ! command -v node >/dev/null; then
	echo "1..0 # SKIP no node, or no html-validate in out/peers: make test-peers installs it where npm and the network are"
	exit 0
fi
cp -r "$here/../content" "$here/in/hostile.md" "$here/in/every.md" "$here/in/world.md" .
run --init course
square square.png
for input in content course hostile.md every.md world.md; do
	run "$input" -o "$(basename "$input" .md).html"
	is $status 0 "$input: status 0"
done
cat >.htmlvalidate.json <<'END'
{"root": true, "extends": ["html-validate:standard", "html-validate:a11y", "html-validate:document"], "rules": {"valid-id": ["error", {"relaxed": true}]}}
END
is "$(node "$PEERS_MODULES/html-validate/bin/html-validate.js" -f text ./*.html 2>&1)" "" "html-validate finds nothing"
mkdir parts
for input in content course every.md; do
	run "$input" --fragment -o "parts/$(basename "$input" .md).html"
done
sed 's/, "html-validate:document"//' .htmlvalidate.json >parts/.htmlvalidate.json
is "$(node "$PEERS_MODULES/html-validate/bin/html-validate.js" -f text parts/*.html 2>&1)" "" "html-validate finds nothing in fragments"

if [ ! -d "$PEERS_MODULES/axe-core" ] || [ -z "$CHROMIUM" ]; then
	ok 0 "axe-core # SKIP no axe-core or no chromium"
else
	is "$(timeout 100 node "$here/peers/axe.js" ./*.html 2>&1)" "" "axe-core finds nothing"
fi
done_testing
