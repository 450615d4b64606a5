/* module.c - what is loaded only when it is asked for: output/ical/. Behind libical stands ICU, which would add a tenth to the
 * time of every PDF; so that folder is linked apart, as ical.so. */
#include "job.h"
#include "output/output.h"

#include <dlfcn.h>

/* libical is to call what output/ical/libc.c has in place of malloc and its like. Sanitizers have theirs, and insist. */
#if defined __SANITIZE_ADDRESS__ || defined FUZZING_BUILD_MODE_UNSAFE_FOR_PRODUCTION
#define OWN_FIRST 0
#else
#define OWN_FIRST RTLD_DEEPBIND
#endif

void module_ical_write(struct build *b, const struct course *course, struct str previous, struct buf *out)
{
	const char *path = file_join(b, shared_modules(b), STR("ical.so"));
	void *module = dlopen(path, RTLD_NOW | OWN_FIRST); /* for good: libical keeps the time zones that it has read */
	__typeof__(ical_write) *write = module ? (__typeof__(write))dlsym(module, "ical_write") : NULL;

	if (write)
		write(b, course, previous, out);
	else
		msg(b, MSG_MODULE, POS_NONE, dlerror());
}
