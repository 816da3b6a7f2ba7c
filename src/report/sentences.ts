/** Sentences of a text, each with its closing marks; together they are the text, blanks at their edges aside. */
export function sentencesIn(text: string): string[] {
  return (text.match(/[^。！？!?]+(?:[。！？!?]+[”’」』）)]*|$)|[。！？!?]+/g) ?? [])
    .map(sentence => sentence.trim())
    .filter(Boolean)
}
