/*
 * What an operating system would lend: memory from a fixed arena, and what is flash on the device
 * from another. There is no protection: the host for tests has that.
 */
#include "../host.h"

#define FLASH_SIZE (12 * 1024 * 1024)
#define FLASH_ALIGNMENT 16

static uint8_t flash[FLASH_SIZE] __attribute__((aligned(FLASH_ALIGNMENT)));
static size_t used = 0;
static bool isOpen = false;

void openFlash(void)
{
	isOpen = true;
}

void closeFlash(void)
{
	isOpen = false;
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
