/** Prints rows of cells as lines, without empty columns. Cells must be printable. */
export function alignColumns(rows: readonly (readonly string[])[], maxWidth = 40): string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.min(maxWidth, Math.max(...rows.map((row) => row[column]?.length ?? 0))));
  return rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .filter((_, column) => widths[column] !== 0)
      .join('  ')
      .trimEnd(),
  );
}
