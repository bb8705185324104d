"""Writes server/protocols/dicom/character-data.ts from the codecs of Python's standard library.

python3 tools/build-dicom-character-sets.py   (any Python 3; the tables have been the same for twenty years)
"""

from pathlib import Path

TARGET = Path(__file__).resolve().parent.parent / 'server/protocols/dicom/character-data.ts'

# ISO registration number -> codec, for 96 characters from 0xA0 (PS3.3 Table C.12-2).
SINGLE = {
    101: 'iso8859_2', 109: 'iso8859_3', 110: 'iso8859_4', 144: 'iso8859_5', 127: 'iso8859_6', 126: 'iso8859_7',
    138: 'iso8859_8', 148: 'iso8859_9', 203: 'iso8859_15', 166: 'iso8859_11',
}


def decoded(raw, codec):
    try:
        text = raw.decode(codec)
    except UnicodeDecodeError:
        return ' '
    return text if len(text) == 1 else ' '


def escaped(text):
    out = ''
    for character in text:
        code = ord(character)
        odd = code in (0x5C, 0x60, 0x24, 0x3000, 0x2028, 0x2029) or 0x7F <= code <= 0xA0 or code == 0xAD
        if odd or 0x200B <= code <= 0x200F or 0x0300 <= code <= 0x036F or 0xE000 <= code <= 0xF8FF:
            out += '\\u%04x' % code
        else:
            out += character
    return out


def rows(characters, width):
    lines = [characters[at:at + width].rstrip(' ') for at in range(0, len(characters), width)]
    return '\n'.join(escaped(line) for line in lines)


def square(raw, codec):
    """94 x 94 characters of a set registered with ISO."""
    span = range(0x21, 0x7F)
    return rows(''.join(decoded(raw(row, cell), codec) for row in span for cell in span), 94)


def han():
    """126 x 190 two-byte characters of GB18030; the user-defined areas U+E000 to U+E765 are computed, not stored."""
    characters = ''
    for lead in range(0x81, 0xFF):
        for trail in [*range(0x40, 0x7F), *range(0x80, 0xFF)]:
            one = decoded(bytes([lead, trail]), 'gb18030')
            characters += ' ' if 0xE000 <= ord(one) <= 0xE765 else one
    return rows(characters, 190)


def constant(name, comment, body):
    return f'/** {comment} */\nexport const {name} = `{body}`;\n'


high = lambda row, cell: bytes([row | 0x80, cell | 0x80])
parts = ['/* Written by tools/build-dicom-character-sets.py. A space, or the end of a line, is no character. */\n']
single = ''.join(
    f'  {number}: `{escaped("".join(decoded(bytes([byte]), codec) for byte in range(0xA0, 0x100)))}`,\n'
    for number, codec in SINGLE.items()
)
parts.append(
    '/** By ISO registration number: the characters of 0xA0 to 0xFF. */\n'
    f'export const singleByteSets: Readonly<Record<number, string>> = {{\n{single}}};\n'
)
parts.append(constant('jisX0208', 'ISO-IR 87: a line per row.', square(lambda r, c: b'\x1b$B' + bytes([r, c]), 'iso2022_jp_2')))
parts.append(constant('jisX0212', 'ISO-IR 159.', square(lambda r, c: b'\x1b$(D' + bytes([r, c]), 'iso2022_jp_2')))
parts.append(constant('ksX1001', 'ISO-IR 149.', square(high, 'euc_kr')))
parts.append(constant('gb2312', 'ISO-IR 58.', square(high, 'gb2312')))
parts.append(constant('gb18030', 'Two-byte characters of GB18030, of which GBK is a part: a line per lead byte from 0x81.', han()))
TARGET.write_text('\n'.join(parts), encoding='utf-8')
