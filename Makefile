# see README; being written
CFLAGS = -std=c11 -O2 -g -Wall -Wextra -Wshadow -Wpointer-arith -Wstrict-prototypes -Wmissing-prototypes -Wwrite-strings -Wvla -D_GNU_SOURCE -Isrc
