/* clock.c - runs a command so many times; says on standard error the least of its seconds and the peak of its bytes of memory.
 * tests/bench would measure its own memory with the command's: a process counts what it was before it became another program.
 *
 * clock RUNS COMMAND...: nothing is said when the command fails; status 1. What it prints comes out as it is; its errors do not. */
#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>

#define LONG 20 /* seconds: what takes more runs once */

extern char **environ;

static double now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* Its seconds; below 0 when it fails. */
static double run(char **command, const posix_spawn_file_actions_t *files, struct rusage *usage)
{
	double begun = now();
	pid_t child;
	int status;

	if (posix_spawnp(&child, command[0], files, NULL, command, environ) != 0 || wait4(child, &status, 0, usage) < 0 || status)
		return -1;
	return now() - begun;
}

int main(int argc, char **argv)
{
	posix_spawn_file_actions_t files;
	double best = -1;
	long peak = 0;

	if (argc < 3)
		return 2;
	posix_spawn_file_actions_init(&files);
	posix_spawn_file_actions_addopen(&files, 0, "/dev/null", O_RDONLY, 0);
	posix_spawn_file_actions_addopen(&files, 2, "/dev/null", O_WRONLY, 0);
	for (long left = atol(argv[1]); left > 0; left--) {
		struct rusage usage;
		double seconds = run(argv + 2, &files, &usage);
		if (seconds < 0)
			return 1;
		best = best < 0 || seconds < best ? seconds : best;
		peak = usage.ru_maxrss > peak ? usage.ru_maxrss : peak;
		left = seconds > LONG ? 1 : left;
	}
	fprintf(stderr, "%.6f %ld\n", best, peak * 1024);
	return 0;
}
