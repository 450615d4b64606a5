/* replay.c - a harness without libFuzzer: runs each file named on the command line once, and prints TAP. Without a name it
 * prints nothing but the plan. */
#include "fuzz.h"

#include <stdio.h>

static bool run_file(const char *path)
{
	struct buf bytes = {0};
	char block[65536];
	FILE *f = fopen(path, "rb");

	if (!f)
		return false;
	for (size_t n; (n = fread(block, 1, sizeof block, f)) > 0;)
		buf_put(&bytes, block, n);
	fclose(f);
	LLVMFuzzerTestOneInput((const uint8_t *)(bytes.p ? bytes.p : ""), bytes.n);
	buf_free(&bytes);
	return true;
}

int main(int argc, char **argv)
{
	LLVMFuzzerInitialize(&argc, &argv);
	for (int i = 1; i < argc; i++) {
		bool ok = run_file(argv[i]);
		printf("%s %d - %s\n", ok ? "ok" : "not ok", i, argv[i]);
		fflush(stdout);
	}
	printf("1..%d\n", argc - 1);
	return 0;
}
