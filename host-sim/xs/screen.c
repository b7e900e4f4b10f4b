/*
 * The display, native as Poco is on the device: a framebuffer of gray octets, text in the fonts of
 * `--font` options, in their order. Nothing here allocates slots or chunks.
 */
#include "host.h"

#define WIDTH 128
#define HEIGHT 64
#define FONT_MOST 4

/* A font file, as fonts.ts writes it: little endian, as this machine is. */
typedef struct {
	uint16_t height;
	uint16_t ascent;
	uint16_t count;
	uint16_t unused;
} FontHead;

typedef struct {
	uint32_t code;
	uint16_t width;
	uint16_t height;
	int16_t left;
	int16_t top;
	int16_t advance;
	uint16_t unused;
	/* Of its rows of bits, from the start of the file; each row begins at an octet. */
	uint32_t offset;
} Glyph;

static uint8_t* fonts[FONT_MOST];
static int fontCount;

static uint8_t pixels[HEIGHT][WIDTH];
/* What is drawn between begin and end is clipped to this. */
static int clipLeft, clipTop, clipRight, clipBottom;

void loadFont(const char* path)
{
	FILE* file = fopen(path, "rb");
	if (file == NULL || fontCount == FONT_MOST || fseek(file, 0, SEEK_END) != 0) {
		fprintf(stderr, "glimt-xs: no font %s\n", path);
		exit(EXIT_USAGE);
	}
	size_t size = ftell(file);
	rewind(file);
	fonts[fontCount] = malloc(size);
	if (fread(fonts[fontCount++], 1, size, file) != size) exit(EXIT_USAGE);
	fclose(file);
}

static const FontHead* fontArgument(txMachine* the, int index)
{
	int font = fxToInteger(the, mxArgv(index));
	if (font < 0 || font >= fontCount) mxRangeError("xs: no font %d", font);
	return (const FontHead*)fonts[font];
}

/* NULL where the font has none, which the simulator takes for an error too. */
static const Glyph* glyphOf(const FontHead* font, uint32_t code)
{
	const Glyph* glyphs = (const Glyph*)(font + 1);
	for (int i = 0; i < font->count; i++)
		if (glyphs[i].code == code) return glyphs + i;
	return NULL;
}

/* The next code point of UTF-8; 0 at the end. */
static uint32_t nextCode(const char** text)
{
	const uint8_t* at = (const uint8_t*)*text;
	int more = at[0] < 0x80 ? 0 : at[0] < 0xe0 ? 1 : at[0] < 0xf0 ? 2 : 3;
	uint32_t code = more == 0 ? at[0] : at[0] & (0x3f >> more);
	for (int i = 1; i <= more; i++) code = code << 6 | (at[i] & 0x3f);
	*text += 1 + more;
	return code;
}

static void set(int x, int y, int color)
{
	if (x >= clipLeft && x < clipRight && y >= clipTop && y < clipBottom) pixels[y][x] = color;
}

static void drawGlyph(const FontHead* font, const Glyph* glyph, int color, int x, int y)
{
	int rowSize = (glyph->width + 7) / 8;
	const uint8_t* bits = (const uint8_t*)font + glyph->offset;
	for (int row = 0; row < glyph->height; row++)
		for (int column = 0; column < glyph->width; column++)
			if (bits[row * rowSize + column / 8] >> (7 - column % 8) & 1)
				set(x + glyph->left + column, y + glyph->top + row, color);
}

/* Draws where `color` is not negative. Answers how wide the text is. */
static int walkText(txMachine* the, const char* text, const FontHead* font, int color, int x, int y)
{
	int pen = x;
	for (uint32_t code = nextCode(&text); code != 0; code = nextCode(&text)) {
		const Glyph* glyph = glyphOf(font, code);
		if (glyph == NULL) mxUnknownError("the font has no U+%04X", (unsigned)code);
		if (color >= 0) drawGlyph(font, glyph, color, pen, y);
		pen += glyph->advance;
	}
	return pen - x;
}

static int integer(txMachine* the, int index)
{
	return fxToInteger(the, mxArgv(index));
}

static void answer(txMachine* the, txInteger value)
{
	mxResult->kind = XS_INTEGER_KIND;
	mxResult->value.integer = value;
}

static void xsFontHeight(txMachine* the)
{
	answer(the, fontArgument(the, 0)->height);
}

static void xsFontAscent(txMachine* the)
{
	answer(the, fontArgument(the, 0)->ascent);
}

/* xs.begin(x, y, width, height) */
static void xsBegin(txMachine* the)
{
	clipLeft = integer(the, 0) < 0 ? 0 : integer(the, 0);
	clipTop = integer(the, 1) < 0 ? 0 : integer(the, 1);
	int right = integer(the, 0) + integer(the, 2);
	int bottom = integer(the, 1) + integer(the, 3);
	clipRight = right < WIDTH ? right : WIDTH;
	clipBottom = bottom < HEIGHT ? bottom : HEIGHT;
}

static void xsEnd(txMachine* the)
{
	(void)the;
	clipRight = clipBottom = 0;
}

/* xs.fill(color, x, y, width, height) */
static void xsFill(txMachine* the)
{
	int color = integer(the, 0), left = integer(the, 1), top = integer(the, 2);
	int width = integer(the, 3), height = integer(the, 4);
	for (int y = top; y < top + height; y++)
		for (int x = left; x < left + width; x++) set(x, y, color);
}

/* xs.text(text, font, color, x, y) */
static void xsText(txMachine* the)
{
	const FontHead* font = fontArgument(the, 1);
	walkText(the, fxToString(the, mxArgv(0)), font, integer(the, 2), integer(the, 3), integer(the, 4));
}

/* xs.textWidth(text, font) */
static void xsTextWidth(txMachine* the)
{
	const FontHead* font = fontArgument(the, 1);
	answer(the, walkText(the, fxToString(the, mxArgv(0)), font, -1, 0, 0));
}

/* xs.writePixels(): all of them to standard output, a row after the other. */
static void xsWritePixels(txMachine* the)
{
	writeAll(the, pixels[0], sizeof(pixels));
}

const HostFunction screenFunctions[] = {
	{ xsFontHeight, 1, "fontHeight" },
	{ xsFontAscent, 1, "fontAscent" },
	{ xsBegin, 4, "begin" },
	{ xsEnd, 0, "end" },
	{ xsFill, 5, "fill" },
	{ xsText, 5, "text" },
	{ xsTextWidth, 2, "textWidth" },
	{ xsWritePixels, 0, "writePixels" },
	{ NULL, 0, NULL },
};
