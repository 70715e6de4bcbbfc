/**
 * The bytes of a text in UTF-8. Half of a surrogate pair, which UTF-8 has no word for, is written like any other code point of its
 * size, so that two different texts never have the same bytes.
 */
export const utf8 = (text: string): number[] => {
  const bytes: number[] = [];
  for (let i = 0; i < text.length; i += 1) {
    let point = text.charCodeAt(i);
    if (point >= 0xd800 && point < 0xdc00) {
      const low = text.charCodeAt(i + 1);
      if (low >= 0xdc00 && low < 0xe000) {
        point = 0x10000 + ((point - 0xd800) << 10) + (low - 0xdc00);
        i += 1;
      }
    }
    if (point < 0x80) {
      bytes.push(point);
      continue;
    }
    const more = point < 0x800 ? 1 : point < 0x10000 ? 2 : 3;
    const mark = more === 1 ? 0xc0 : more === 2 ? 0xe0 : 0xf0;
    bytes.push(mark | (point >> (6 * more)));
    for (let left = more - 1; left >= 0; left -= 1) bytes.push(0x80 | ((point >> (6 * left)) & 0x3f));
  }
  return bytes;
};
