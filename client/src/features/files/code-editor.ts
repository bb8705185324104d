import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { HighlightStyle, StreamLanguage, syntaxHighlighting } from '@codemirror/language';
import { highlightSelectionMatches, search, searchKeymap } from '@codemirror/search';
import { Compartment, EditorState, RangeSetBuilder, StateEffect, StateField } from '@codemirror/state';
import {
  Decoration,
  drawSelection,
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  keymap,
  lineNumbers,
  type DecorationSet,
} from '@codemirror/view';
import { tags } from '@lezer/highlight';

/** YAML, CSV, ini and properties alike: comments, keys, strings, numbers. Enough to read by, wrong in no file. */
const settings = StreamLanguage.define({
  token(stream) {
    if (stream.sol() && stream.match(/^\s*[#;].*/)) return 'comment';
    if (stream.match(/^\s+#.*/)) return 'comment';
    if (stream.match(/^"(?:[^"\\]|\\.)*"|^'[^']*'/)) return 'string';
    if (stream.match(/^\[[^\]]*\](?=\s*$)/)) return 'heading';
    if (stream.match(/^[A-Za-z0-9_.-]+(?=\s*:(?:\s|$))/)) return 'propertyName';
    if (stream.sol() && stream.match(/^[A-Za-z0-9_.-]+(?=\s*=)/)) return 'propertyName';
    if (stream.match(/^\(?[0-9A-F]{4},[0-9A-F]{4}\)/i)) return 'atom';
    if (stream.match(/^-?\d+(?:\.\d+)?(?=[\s,;]|$)/)) return 'number';
    if (stream.match(/^[A-Za-z0-9_]+/)) return null;
    stream.next();
    return null;
  },
});

const colours = HighlightStyle.define([
  { tag: tags.comment, color: 'var(--text-3)', fontStyle: 'italic' },
  { tag: tags.propertyName, color: 'var(--accent)' },
  { tag: tags.heading, color: 'var(--text)', fontWeight: '700' },
  { tag: tags.string, color: 'var(--ok)' },
  { tag: tags.atom, color: 'var(--warn)' },
  { tag: tags.number, color: 'var(--warn)' },
]);

const theme = EditorView.theme({
  '&': { height: '100%', fontSize: 'var(--t2)', backgroundColor: 'var(--surface)', color: 'var(--text)' },
  '.cm-scroller': { fontFamily: 'var(--mono)', lineHeight: '19px', fontVariantLigatures: 'none' },
  '&.cm-focused': { outline: '2px solid var(--accent)', outlineOffset: '-2px' },
  '.cm-gutters': { backgroundColor: 'var(--sunken)', color: 'var(--text-3)', borderRight: '1px solid var(--line)' },
  '.cm-activeLine': { backgroundColor: 'color-mix(in srgb, var(--accent-soft) 45%, transparent)' },
  '.cm-activeLineGutter': { backgroundColor: 'var(--accent-soft)', color: 'var(--text)' },
  '.cm-cursor': { borderLeftColor: 'var(--text)' },
  '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground': {
    backgroundColor: 'light-dark(#bcd3fa, #2b4b7e)',
  },
  '.cm-problem': { backgroundColor: 'var(--bad-soft)' },
  '.cm-searchMatch': { backgroundColor: 'var(--diff)' },
  '.cm-panels': { backgroundColor: 'var(--sunken)', color: 'var(--text)', borderColor: 'var(--line)' },
  '.cm-textfield': { backgroundColor: 'var(--surface)', color: 'var(--text)', border: '1px solid var(--line-strong)' },
  '.cm-button': { backgroundImage: 'none', backgroundColor: 'var(--surface)', border: '1px solid var(--line-strong)' },
});

const setProblems = StateEffect.define<readonly number[]>();
const problemLine = Decoration.line({ class: 'cm-problem' });

const problemLines = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(held, transaction) {
    let next = held.map(transaction.changes);
    for (const effect of transaction.effects) {
      if (!effect.is(setProblems)) continue;
      const builder = new RangeSetBuilder<Decoration>();
      for (const line of [...effect.value].sort((a, b) => a - b)) {
        if (line < 1 || line > transaction.state.doc.lines) continue;
        const { from } = transaction.state.doc.line(line);
        builder.add(from, from, problemLine);
      }
      next = builder.finish();
    }
    return next;
  },
  provide: (field) => EditorView.decorations.from(field),
});

export interface CodeEditorOptions {
  parent: HTMLElement;
  text: string;
  label: string;
  readOnly: boolean;
  onchange: (text: string) => void;
  /** Ctrl S. */
  onsave: () => void;
}

/** A text editor over CodeMirror, for settings. Tab leaves it, so that no one is caught in it by keyboard. */
export class CodeEditor {
  readonly #view: EditorView;
  readonly #readOnly = new Compartment();
  #isQuiet = false;

  constructor({ parent, text, label, readOnly, onchange, onsave }: CodeEditorOptions) {
    this.#view = new EditorView({
      parent,
      state: EditorState.create({
        doc: text,
        extensions: [
          lineNumbers(),
          highlightActiveLine(),
          highlightActiveLineGutter(),
          highlightSelectionMatches(),
          drawSelection(),
          history(),
          search({ top: true }),
          settings,
          syntaxHighlighting(colours),
          theme,
          problemLines,
          this.#readOnly.of(lock(readOnly)),
          EditorView.contentAttributes.of({ 'aria-label': label, tabindex: '0' }),
          keymap.of([
            {
              key: 'Mod-s',
              preventDefault: true,
              run: () => {
                onsave();
                return true;
              },
            },
            ...searchKeymap,
            ...historyKeymap,
            ...defaultKeymap,
          ]),
          EditorView.updateListener.of((update) => {
            if (update.docChanged && !this.#isQuiet) onchange(update.state.doc.toString());
          }),
        ],
      }),
    });
  }

  /** Shows another text; the caller knows it already, so it is not told. */
  setText(text: string): void {
    if (this.#view.state.doc.toString() === text) return;
    this.#isQuiet = true;
    this.#view.dispatch({ changes: { from: 0, to: this.#view.state.doc.length, insert: text } });
    this.#isQuiet = false;
  }

  setReadOnly(readOnly: boolean): void {
    this.#view.dispatch({ effects: this.#readOnly.reconfigure(lock(readOnly)) });
  }

  /** 1-based lines to mark. */
  setProblems(lines: readonly number[]): void {
    this.#view.dispatch({ effects: setProblems.of(lines) });
  }

  goToLine(line: number): void {
    const { doc } = this.#view.state;
    const { from } = doc.line(Math.max(1, Math.min(doc.lines, line)));
    this.#view.dispatch({ selection: { anchor: from }, effects: EditorView.scrollIntoView(from, { y: 'center' }) });
    this.#view.focus();
  }

  destroy(): void {
    this.#view.destroy();
  }
}

/** Read-only text can still be walked through and copied. */
function lock(readOnly: boolean): ReturnType<typeof EditorState.readOnly.of> {
  return EditorState.readOnly.of(readOnly);
}
