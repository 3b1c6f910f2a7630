import { useEffect, useState, type ReactNode } from 'react';
import type { Failure } from '../errors.ts';

interface NoticeProps {
  readonly kind: 'error' | 'hint';
  readonly title: string;
  readonly children?: ReactNode;
  readonly action?: ReactNode;
}

export function Notice({ kind, title, children, action }: NoticeProps) {
  return (
    <div className={`notice notice-${kind}`} role={kind === 'error' ? 'alert' : 'note'}>
      <div>
        <strong>{title}</strong>
        {children && <p>{children}</p>}
      </div>
      {action}
    </div>
  );
}

interface FailureNoticeProps {
  readonly failure: Failure;
  readonly onRetry: () => void;
  readonly busy: boolean;
}

/** A failure, with a button if trying again can help. */
export function FailureNotice({ failure, onRetry, busy }: FailureNoticeProps) {
  const retry = failure.retryable && (
    <RetryButton
      key={failure.retryAfterSeconds}
      wait={failure.retryAfterSeconds ?? 0}
      busy={busy}
      onRetry={onRetry}
    />
  );
  return (
    <Notice kind="error" title={failure.title} action={retry}>
      {failure.advice}
    </Notice>
  );
}

interface RetryButtonProps {
  readonly wait: number;
  readonly busy: boolean;
  readonly onRetry: () => void;
}

/** Counts down `retryAfterSeconds` first: an earlier attempt would fail in the same way. */
function RetryButton({ wait, busy, onRetry }: RetryButtonProps) {
  const [left, setLeft] = useState(Math.ceil(wait));
  useEffect(() => {
    if (left <= 0) return;
    const timer = setTimeout(() => setLeft(left - 1), 1000);
    return () => clearTimeout(timer);
  }, [left]);
  const label = left > 0 ? `Try again in ${left} s` : 'Try again';
  return (
    <button type="button" disabled={left > 0 || busy} onClick={onRetry}>
      {busy ? 'Reading…' : label}
    </button>
  );
}
