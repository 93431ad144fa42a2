import { useState } from 'react';
import css from './field.module.css';

interface TextFieldProps {
  readonly id: string;
  readonly name: string;
  readonly label: string;
  readonly autoComplete: string;
}

/** A field that must be filled. It keeps what is typed to itself, and says so when it was left empty. */
export function TextField({ id, name, label, autoComplete }: TextFieldProps) {
  const [isMissing, setIsMissing] = useState(false);
  const reason = `${id}_reason`;
  const look = ({ value }: HTMLInputElement, hasLeft: boolean) => setIsMissing((was) => value.trim() === '' && (was || hasLeft));
  return (
    <div className={css.field}>
      <label htmlFor={id} className={css.label}>
        {label}
      </label>
      <input
        id={id}
        name={name}
        className={css.input}
        autoComplete={autoComplete}
        maxLength={80}
        pattern=".*\S.*"
        required
        aria-invalid={isMissing}
        aria-describedby={reason}
        onInput={({ currentTarget }) => look(currentTarget, false)}
        onBlur={({ currentTarget }) => look(currentTarget, true)}
      />
      <p id={reason} role="alert" className={css.reason}>
        {isMissing && `Please fill in the ${label.toLowerCase()}.`}
      </p>
    </div>
  );
}
