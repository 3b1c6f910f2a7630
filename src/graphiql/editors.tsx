import { useGraphiQL, useGraphiQLActions } from '@graphiql/react';
import { useEffect, useRef } from 'react';

/** Wraps lines that are longer than their editor is wide. */
export function WrapLines() {
  const queryEditor = useGraphiQL((state) => state.queryEditor);
  const responseEditor = useGraphiQL((state) => state.responseEditor);
  useEffect(() => queryEditor?.updateOptions({ wordWrap: 'on' }), [queryEditor]);
  useEffect(() => responseEditor?.updateOptions({ wordWrap: 'on' }), [responseEditor]);
  return null;
}

/** Gives every tab the headers that a person has entered in one. They are in memory only, since they can contain a credential. */
export function ShareHeaders() {
  const editor = useGraphiQL((state) => state.headerEditor);
  const tab = useGraphiQL(({ tabs, activeTabIndex }) => tabs[activeTabIndex]?.id);
  const entered = useRef('');
  useEffect(() => {
    // GraphiQL replaces the whole text when the tab changes, which is a flush.
    const listener = editor?.onDidChangeModelContent(({ isFlush }) => {
      if (!isFlush) entered.current = editor.getValue();
    });
    return () => listener?.dispose();
  }, [editor]);
  useEffect(() => editor?.setValue(entered.current), [editor, tab]);
  return null;
}

/** Lets the editors follow the system when it switches between light and dark. GraphiQL asks for it only once. */
export function FollowSystemTheme() {
  const { setTheme } = useGraphiQLActions();
  const theme = useGraphiQL((state) => state.theme);
  useEffect(() => {
    if (theme !== null) return undefined;
    const system = matchMedia('(prefers-color-scheme: dark)');
    const update = () => setTheme(null);
    system.addEventListener('change', update);
    return () => system.removeEventListener('change', update);
  }, [theme, setTheme]);
  return null;
}

/** Runs the open query once. An introspection that fails would replace the answer, so it must have ended. */
export function RunOnce() {
  const { run } = useGraphiQLActions();
  const isReady = useGraphiQL(
    ({ queryEditor, responseEditor, schema, fetchError }) =>
      queryEditor !== undefined && responseEditor !== undefined && (schema ?? fetchError) !== null,
  );
  const hasRun = useRef(false);
  useEffect(() => {
    if (!isReady || hasRun.current) return;
    hasRun.current = true;
    void run();
  }, [isReady, run]);
  return null;
}
