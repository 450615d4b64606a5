/* fuzz.h - what the harnesses share. A harness puts its input into files below a directory of its own, builds them as the
 * program does, and clears the directory. Nothing is judged but that the program holds: sanitizers, time and memory. */
#ifndef FUZZ_H
#define FUZZ_H

#include "base/base.h"
#include "options.h"

/* A file of the directory; its name may have directories, which are made. */
void fuzz_put(const char *name, struct str bytes);
/* Many: each behind a line "==> name <=="; what stands before the first such line belongs to the file `first`. */
void fuzz_put_archive(const char *first, struct str archive);
/* Builds `input` (a name in the directory; "" is the directory itself) and prints its messages. Mistakes do not stop it. */
void fuzz_build(const char *input, struct options how);
void fuzz_clear(void);
/* From here on, fonts are loaded anew: a library keeps every font that it was ever given. */
void fuzz_forget_fonts(void);

int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#endif
