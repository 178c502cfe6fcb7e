/**
 * The look of every printed page: black on white, readable on any printer, nothing told by colour alone. The running
 * line is fixed to the foot of each page; the empty table foot keeps its room free.
 */
export const STYLE = `
@page { size: A4; margin: 14mm 15mm 12mm; @bottom-right { content: 'page ' counter(page) ' of ' counter(pages); font: 8pt sans-serif; color: #333; vertical-align: top } }
* { box-sizing: border-box; margin: 0 }
html { -webkit-print-color-adjust: exact; print-color-adjust: exact }
body { font: 10pt/1.42 'IBM Plex Sans', 'Segoe UI', 'Helvetica Neue', Arial, system-ui, sans-serif; color: #000; background: #fff; font-variant-numeric: tabular-nums; max-width: 184mm; margin: 10mm auto }
h1 { font-size: 16pt; line-height: 1.2; font-weight: 600; margin-bottom: 2pt } h2 { font-size: 13pt; font-weight: 600; margin: 0 0 3pt } h3 { font-size: 10.5pt; font-weight: 600; margin: 9pt 0 3pt }
h1, h2, h3 { break-after: avoid } p { orphans: 3; widows: 3 }
.lead { color: #333; font-size: 10pt; margin-bottom: 6pt } .quiet { color: #444; font-weight: 400 } .mono { font: 8.5pt/1.4 'IBM Plex Mono', Consolas, Menlo, monospace; overflow-wrap: anywhere }
.chapter { margin-top: 16pt } .chapter + .chapter { margin-top: 26pt } .chapter + .own-page, .own-page + .chapter { break-before: page; margin-top: 0 } .keep { break-inside: avoid }
.meta { display: grid; grid-template-columns: auto 1fr auto 1fr; gap: 1pt 12pt; font-size: 9pt; border-block: .6pt solid #777; padding: 5pt 0; margin: 6pt 0 10pt } .meta dt { color: #444; white-space: nowrap } .meta dd { overflow-wrap: anywhere }
table.data { border-collapse: collapse; width: 100%; font-size: 8.5pt; margin: 4pt 0 8pt } table.data thead { display: table-header-group } table.data tr { break-inside: avoid }
table.data th { text-align: left; font-weight: 600; border-bottom: 1pt solid #000; padding: 2pt 5pt 2pt 0; vertical-align: bottom } table.data td { border-bottom: .4pt solid #bbb; padding: 2.2pt 5pt 2.2pt 0; vertical-align: top }
table.data .n { text-align: right; white-space: nowrap; padding-left: 5pt } table.data .t { white-space: nowrap } table.data .wide { width: 42% }
.wave { margin-bottom: 9pt } .wave > h3 { font-size: 11pt; display: flex; gap: 8pt; align-items: baseline; border-bottom: 1.2pt solid #000; padding-bottom: 2pt; margin-bottom: 0 } .wave > h3 span { margin-left: auto; font-weight: 400; font-size: 9pt; color: #444; text-align: right }
.step { display: grid; grid-template-columns: 12pt 50mm 1fr; gap: 0 8pt; padding: 5pt 0; border-bottom: .4pt solid #999; break-inside: avoid; font-size: 9pt } .step .mono { font-size: 7.2pt } .step > div > b { font-size: 10pt; overflow-wrap: anywhere } .step .box { width: 9pt; height: 9pt; border: 1pt solid #000; margin-top: 2.5pt } .step .check { margin-top: 2pt }
.step .box, .rounds .box { font: 700 8pt/8pt sans-serif; text-align: center } .step .blocked { border-left: 2.5pt solid #000; padding-left: 4pt; margin: 1pt 0 } .rounds { margin: 2pt 0; padding-left: 13pt; font-size: 8.5pt } .rounds .box { display: inline-block; width: 7pt; height: 7pt; border: .8pt solid #000; vertical-align: -.5pt; margin-right: 2pt }
.cycle ol, .cycle ul { padding-left: 14pt; margin-top: 2pt } .sign div { position: relative } .signed { position: absolute; bottom: 100%; left: 0; right: 0; padding-bottom: 2pt; font-weight: 600; overflow-wrap: anywhere }
.cycle { border: .8pt dashed #000; padding: 6pt 8pt; font-size: 9pt; margin-bottom: 6pt; break-inside: avoid }
.sign { display: grid; grid-template-columns: 1fr 1fr 1fr; gap: 14pt; margin-top: 40pt; font-size: 9pt; break-inside: avoid; break-before: avoid } .sign div { border-top: .6pt solid #000; padding-top: 2pt }
.path { display: flex; flex-wrap: wrap; gap: 4pt 3pt; align-items: center; margin: 5pt 0; padding: 0; list-style: none; font-size: 9pt; break-inside: avoid } .path li { border: .8pt solid #000; padding: 2pt 6pt } .path li.inferred { border-style: dashed } .path li.end { border-width: 1.8pt; font-weight: 600 } .path li small { display: block; font-weight: 400; font-size: 8pt; color: #333 } .path li + li { position: relative; margin-left: 10pt } .path li + li::before { content: '→'; position: absolute; left: -12pt; top: 50%; transform: translateY(-50%); font-weight: 400 }
.origin { border-bottom: .4pt solid #999; padding: 6pt 0; break-inside: avoid } .origin + .lead { margin-top: 6pt } .origin > h3 { display: flex; gap: 8pt; margin: 0; break-after: avoid } .origin > h3 span { margin-left: auto; font-weight: 400 } .sides { display: grid; grid-template-columns: 1fr 1fr; gap: 0 14pt; font-size: 9pt } .sides h4 { font-size: 9pt; font-weight: 600 } .sides ul { padding-left: 11pt } .sides li { margin-bottom: 1pt }
table.heat { border-collapse: separate; border-spacing: 1.5pt; width: 100%; font-size: 8.5pt; margin: 5pt 0 } table.heat thead { display: table-header-group } table.heat tr { break-inside: avoid } table.heat th { font-weight: 500; padding: 2pt 3pt; vertical-align: bottom } table.heat .right { text-align: right } .dense table.heat { font-size: 6.5pt; border-spacing: 1pt } .dense table.heat thead .right { writing-mode: vertical-rl; transform: rotate(180deg); text-align: left; white-space: nowrap } .dense table.heat td { padding: 1pt } table.heat tbody th { text-align: left; font-weight: 500 } table.heat td { text-align: right; padding: 2pt 4pt; border: .5pt solid #ccc; height: 15pt; white-space: nowrap }
table.heat .h1 { background: #f3f3f3 } table.heat .h2 { background: #e2e2e2 } table.heat .h3 { background: #cccccc } table.heat .h4 { background: #aeaeae } table.heat .h5 { background: #8f8f8f } table.heat td.against { border: 1.8pt solid #000; font-weight: 700 } table.heat td.sum { border-color: transparent; color: #333 }
.running { font-size: 7.5pt; color: #333; border-top: .4pt solid #777; padding-top: 2pt; margin-top: 14pt; display: flex; gap: 12pt; justify-content: space-between } .running span + span { white-space: nowrap }
.sheet { width: 100%; border-collapse: collapse } .sheet > tbody > tr > td { padding: 0 } .sheet > tfoot { display: none }
@media print { body { margin: 0; max-width: none } .sheet > tfoot { display: table-footer-group } .sheet > tfoot td { height: 11mm; padding: 0 } .running { position: fixed; bottom: 0; left: 0; right: 0; margin: 0; background: #fff } }
@media screen { body { padding: 0 10mm } }
`;
