/*
 * Memory copied and set a word at a time, as in the ESP32-C3's ROM: picolibc goes octet by octet,
 * which would be a third of some figures. Compiled with -fno-tree-loop-distribute-patterns, lest
 * these loops become calls of themselves.
 */
#include <stddef.h>
#include <stdint.h>

/* Any type may be read through it. */
typedef uint32_t __attribute__((may_alias)) Word;

#define WORD sizeof(Word)
#define UNROLLED 4

static int isAligned(const void* a, const void* b)
{
	return (((uintptr_t)a | (uintptr_t)b) & (WORD - 1)) == 0;
}

static Word word(const uint8_t* at, int index)
{
	return ((const Word*)at)[index];
}

static void setWord(uint8_t* at, int index, Word value)
{
	((Word*)at)[index] = value;
}

/* Also right where the target begins before the source and they overlap. */
static void copyForwards(uint8_t* to, const uint8_t* from, size_t size)
{
	if (isAligned(to, from)) {
		for (; size >= UNROLLED * WORD; size -= UNROLLED * WORD) {
			Word a = word(from, 0), b = word(from, 1), c = word(from, 2), d = word(from, 3);
			setWord(to, 0, a);
			setWord(to, 1, b);
			setWord(to, 2, c);
			setWord(to, 3, d);
			to += UNROLLED * WORD;
			from += UNROLLED * WORD;
		}
		for (; size >= WORD; size -= WORD, to += WORD, from += WORD) setWord(to, 0, word(from, 0));
	}
	while (size-- > 0) *to++ = *from++;
}

static void copyBackwards(uint8_t* to, const uint8_t* from, size_t size)
{
	if (isAligned(to + size, from + size))
		for (; size >= WORD; size -= WORD) setWord(to + size - WORD, 0, word(from + size - WORD, 0));
	while (size-- > 0) to[size] = from[size];
}

void* memcpy(void* restrict to, const void* restrict from, size_t size)
{
	copyForwards(to, from, size);
	return to;
}

void* memmove(void* to, const void* from, size_t size)
{
	if ((uintptr_t)to - (uintptr_t)from >= size) copyForwards(to, from, size);
	else copyBackwards(to, from, size);
	return to;
}

void* memset(void* to, int octet, size_t size)
{
	uint8_t* into = to;
	Word filled = (uint8_t)octet * 0x01010101u;
	for (; size > 0 && !isAligned(into, into); size--) *into++ = (uint8_t)octet;
	for (; size >= UNROLLED * WORD; size -= UNROLLED * WORD, into += UNROLLED * WORD)
		for (int i = 0; i < UNROLLED; i++) setWord(into, i, filled);
	for (; size >= WORD; size -= WORD, into += WORD) setWord(into, 0, filled);
	while (size-- > 0) *into++ = (uint8_t)octet;
	return to;
}
