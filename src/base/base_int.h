/* base_int.h - what the files of base/ share. */
#ifndef BASE_INT_H
#define BASE_INT_H

#include "base/base.h"

struct msg_log *msg_log_new(struct arena *a);

#endif
