// At start, the runtime expands 12 MB of type data into zero-initialized memory (docs/decisions/0006). Huge pages reduce the page faults
// from 3,500 to 1,000. The call has no effect on a kernel without huge pages.
#define _GNU_SOURCE
#include <stdint.h>
#include <sys/mman.h>
#include <unistd.h>

extern char __bss_start[], _end[];

__attribute__((constructor)) static void use_huge_pages(void)
{
    uintptr_t page = (uintptr_t)sysconf(_SC_PAGESIZE);
    uintptr_t start = ((uintptr_t)__bss_start + page - 1) & ~(page - 1);
    madvise((void *)start, (uintptr_t)_end - start, MADV_HUGEPAGE);
}
