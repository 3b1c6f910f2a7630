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
