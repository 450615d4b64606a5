/* base_int.h - what the files of base/ share. */
#ifndef BASE_INT_H
#define BASE_INT_H

#include "base/base.h"

struct msg_log *msg_log_new(struct arena *a);
/* The part's messages become b's, behind its own; what they say must live as long. */
void msg_join(struct build *b, const struct build *part);

/* As stat, but a machine that cannot tell ends the program (file.c). */
struct stat;
bool file_find(const char *path, struct stat *st);

/* Says `text` on standard error and exits with status 3, once no temporary file is there (file_output.c). */
_Noreturn void file_leave(const char *text);

#endif
