export interface Bar {
  readonly label: string;
  readonly value: number;
}

interface Chart {
  readonly title: string;
  /** What the bars are of, and in what. */
  readonly caption: string;
  readonly bars: readonly Bar[];
  /** A line across the bars: the goal. */
  readonly mark?: number;
}

const rowHeight = 24;
const labelWidth = 230;
const barWidth = 430;
const width = labelWidth + barWidth + 80;

/** Horizontal bars as an SVG that reads on light and on dark ground. */
export const chart = ({ title, caption, bars, mark }: Chart): string => {
  const most = Math.max(...bars.map(({ value }) => value), mark ?? 0) || 1;
  const x = (value: number): string => (labelWidth + (value / most) * barWidth).toFixed(1);
  const height = 64 + bars.length * rowHeight;
  const rows = bars.map(({ label, value }, row) => {
    const y = 52 + row * rowHeight;
    return [
      `<text x="${labelWidth - 8}" y="${y + 12}" text-anchor="end">${escaped(label)}</text>`,
      `<rect x="${labelWidth}" y="${y}" width="${((value / most) * barWidth).toFixed(1)}" height="16" fill="#3b82c4"/>`,
      `<text x="${Number(x(value)) + 6}" y="${y + 12}">${value}</text>`,
    ].join('\n');
  });
  const line =
    mark === undefined
      ? ''
      : `<line x1="${x(mark)}" x2="${x(mark)}" y1="44" y2="${height - 8}" stroke="#c2410c" stroke-dasharray="4 3"/>`;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" font-family="sans-serif" font-size="12" fill="#777">
<text x="8" y="20" font-size="15" font-weight="bold">${escaped(title)}</text>
<text x="8" y="38">${escaped(caption)}</text>
${rows.join('\n')}
${line}
</svg>
`;
};

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
