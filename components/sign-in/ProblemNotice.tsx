/** Why a sign-in failed, where it is not about one field. */
export function ProblemNotice({ text }: { text: string }) {
  return (
    <p role="alert" className="rounded-small border-danger bg-danger-tint mb-4 border-s-4 px-4 py-3">
      {text}
    </p>
  );
}
