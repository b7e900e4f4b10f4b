/*
 * Flash: one arena, filled while the root machine is built and read-only from then on, so that a
 * write to anything preloaded ends the process as it would the device.
 */
#include "host.h"

#include <sys/mman.h>

#define FLASH_SIZE (16 * 1024 * 1024)
#define FLASH_ALIGNMENT 16

static uint8_t* flash = NULL;
static size_t used = 0;
static bool isOpen = false;

void openFlash(void)
{
	flash = mmap(NULL, FLASH_SIZE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	if (flash == MAP_FAILED) {
		perror("flash");
		exit(EXIT_ABORT);
	}
	isOpen = true;
}

void closeFlash(void)
{
	isOpen = false;
	if (mprotect(flash, FLASH_SIZE, PROT_READ) != 0) {
		perror("flash");
		exit(EXIT_ABORT);
	}
}

void* flashAllocate(size_t size)
{
	size_t rounded = (size + FLASH_ALIGNMENT - 1) & ~(size_t)(FLASH_ALIGNMENT - 1);
	if (rounded > FLASH_SIZE - used) return NULL;
	void* result = flash + used;
	used += rounded;
	return result;
}

bool isFlash(const void* address)
{
	return (const uint8_t*)address >= flash && (const uint8_t*)address < flash + FLASH_SIZE;
}

void* hostMalloc(size_t size)
{
	return isOpen ? flashAllocate(size) : malloc(size);
}

void hostFree(void* address)
{
	if (!isFlash(address)) free(address);
}
