#!/usr/bin/python3
"""Makes the bitmap fonts beside this file: BMFont (binary, version 3) with PNG, as the Moddable SDK
takes them. Every pixel is ink or nothing. The same input gives the same octets.

Needs Debian's python3-freetype, python3-pil, fonts-roboto-unhinted and fonts-terminus-otb.
"""
import struct
from pathlib import Path

import freetype
from PIL import Image

HERE = Path(__file__).parent
ROBOTO = "/usr/share/fonts/truetype/roboto/unhinted/RobotoCondensed-%s.ttf"
TERMINUS = "/usr/share/fonts/opentype/terminus/terminus-%s.otb"

DIGITS = "0123456789"
TEXT = "".join(map(chr, range(0x20, 0x7F))) + "\u00a0°²·ÅÆØåæø–…↑↓−"

# Pixels of empty texture around each glyph, and the texture's width.
MARGIN = 1
TEXTURE_WIDTH = 128


class Glyph:
    """Ink as a set of (column, row), from the pen's place on the top of the line."""

    def __init__(self, face, character, base, flags):
        face.load_char(character, flags)
        slot = face.glyph
        bitmap = slot.bitmap
        self.code = ord(character)
        self.advance = round(slot.advance.x / 64)
        self.ink = set()
        for row in range(bitmap.rows):
            for column in range(bitmap.width):
                if bitmap.pixel_mode == freetype.FT_PIXEL_MODE_MONO:
                    lit = bitmap.buffer[row * bitmap.pitch + column // 8] >> (7 - column % 8) & 1
                else:
                    lit = bitmap.buffer[row * bitmap.pitch + column] >= 128
                if lit:
                    self.ink.add((slot.bitmap_left + column, base - slot.bitmap_top + row))

    @property
    def box(self):
        """At least two columns: the SDK's compressbmf garbles a glyph of one."""
        columns = [x for x, _ in self.ink] or [0]
        rows = [y for _, y in self.ink] or [0]
        if not self.ink:
            return 0, 0, 0, 0
        size = max(2, max(columns) - min(columns) + 1), max(rows) - min(rows) + 1
        return min(columns), min(rows), *size

    def mirror(self):
        """Makes the right half the left one's image."""
        left, _, wide, _ = self.box
        half = {(x, y) for x, y in self.ink if 2 * (x - left) < wide}
        self.ink = half | {(2 * left + wide - 1 - x, y) for x, y in half}

    def shift(self, right, down=0):
        self.ink = {(x + right, y + down) for x, y in self.ink}


def fit(face, character, wide, high):
    """Has `face` draw `character` in so many whole pixels, so that opposite edges agree."""
    plain(face)
    face.load_char(character, freetype.FT_LOAD_NO_HINTING | freetype.FT_LOAD_NO_BITMAP)
    box = face.glyph.outline.get_bbox()
    x, y = 64 * wide / (box.xMax - box.xMin), 64 * high / (box.yMax - box.yMin)
    face.set_transform(
        freetype.Matrix(round(x * 0x10000), 0, 0, round(y * 0x10000)),
        freetype.Vector(-round(box.xMin * x), -round(box.yMin * y)),
    )


def plain(face):
    face.set_transform(freetype.Matrix(0x10000, 0, 0, 0x10000), freetype.Vector(0, 0))


def pack(name, glyphs, height, base):
    """Writes NAME.fnt and NAME.png."""
    glyphs = sorted(glyphs, key=lambda glyph: glyph.code)
    places, x, y, row = [], MARGIN, MARGIN, 0
    for glyph in glyphs:
        _, _, wide, high = glyph.box
        if x + wide + MARGIN > TEXTURE_WIDTH:
            x, y, row = MARGIN, y + row + MARGIN, 0
        places.append((x, y))
        x, row = x + wide + MARGIN, max(row, high)
    image = Image.new("RGBA", (TEXTURE_WIDTH, y + row + MARGIN), (255, 255, 255, 0))
    chars = b""
    for glyph, (x, y) in zip(glyphs, places):
        left, top, wide, high = glyph.box
        for column, line in glyph.ink:
            image.putpixel((x + column - left, y + line - top), (255, 255, 255, 255))
        chars += struct.pack(
            "<IHHHHhhhBB", glyph.code, x, y, wide, high, left, top, glyph.advance, 0, 15
        )
    image.save(HERE / f"{name}.png", optimize=True)
    info = struct.pack("<hBBHBBBBBBBB", -height, 0, 0, 100, 1, 0, 0, 0, 0, 0, 0, 0)
    common = struct.pack("<HHHHHBBBBB", height, base, *image.size, 1, 0, 0, 4, 4, 4)
    # An empty block of kerning last: Poco's search for a character may read one past the chars.
    blocks = [info + name.encode() + b"\0", common, f"{name}.png".encode() + b"\0", chars, b""]
    data = b"BMF\x03"
    for kind, block in enumerate(blocks, 1):
        data += struct.pack("<BI", kind, len(block)) + block
    (HERE / f"{name}.fnt").write_bytes(data)
    print(f"{name}: {len(glyphs)} glyphs, line {height}, base {base}, texture {image.size}")


def numbers(name, size, height, base, advance, gap, between):
    """Digits of one width, centred in it; the marks as narrow as their ink, and within the line."""
    face = freetype.Face(ROBOTO % "Bold")
    face.set_pixel_sizes(0, size)
    flags = freetype.FT_LOAD_RENDER | freetype.FT_LOAD_NO_HINTING
    glyphs = []
    wide = advance - between
    for character in " ,.-−+" + DIGITS:
        if character in DIGITS:
            fit(face, character, wide * 3 // 5 if character == "1" else wide, base)
        elif character in "-−":
            # Short, so that a number with a minus is no smaller, and in the digits' middle.
            fit(face, character, wide * 3 // 5, base // 8)
        else:
            plain(face)
        glyphs.append(Glyph(face, character, base, flags))
        if character in "-−":
            glyphs[-1].shift(0, -(base - base // 8) // 2)
        if character in "08+":
            glyphs[-1].mirror()
    for glyph in glyphs:
        left, _, wide, _ = glyph.box
        if not glyph.ink:
            glyph.advance = advance // 2
        elif chr(glyph.code) in DIGITS:
            glyph.shift((advance - wide) // 2 - left)
            glyph.advance = advance
        else:
            _, top, _, high = glyph.box
            glyph.shift(gap - left, min(0, height - top - high))
            glyph.advance = wide + 2 * gap
    pack(name, glyphs, height, base)


def text(name, weight, height):
    """Terminus as its makers drew it for this height."""
    face = freetype.Face(TERMINUS % weight)
    index = [size.height for size in face.available_sizes].index(height)
    face.select_size(index)
    base = face.size.ascender // 64
    flags = freetype.FT_LOAD_RENDER | freetype.FT_LOAD_TARGET_MONO
    missing = [character for character in TEXT if face.get_char_index(character) == 0]
    assert not missing, missing
    pack(name, [Glyph(face, character, base, flags) for character in TEXT], height, base)


def outlines(name, weight, size, height, base):
    """Roboto, fitted to whole pixels by FreeType; digits of one width."""
    face = freetype.Face(ROBOTO % weight)
    face.set_pixel_sizes(0, size)
    flags = freetype.FT_LOAD_RENDER | freetype.FT_LOAD_FORCE_AUTOHINT | freetype.FT_LOAD_TARGET_MONO
    characters = [character for character in TEXT if face.get_char_index(character) != 0]
    pack(name, [Glyph(face, character, base, flags) for character in characters], height, base)


numbers("glimt-number-44", size=61, height=48, base=44, advance=26, gap=1, between=2)
text("glimt-medium-16", "bold", 16)
text("glimt-small-12", "normal", 12)
numbers("glimt-number-76", size=105, height=84, base=76, advance=44, gap=2, between=5)
outlines("glimt-medium-28", "Bold", 28, 32, 26)
outlines("glimt-small-20", "Regular", 20, 24, 19)
