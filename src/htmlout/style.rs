//! How the page looks: on light and dark screens, on paper. The inks of charts take part.

/// The one style of the page.
pub(super) const STYLE: &str = "
:root{--ground:#fff;--words:#111;--soft:#555;--line:#bbb;--stripe:#f4f6f8;--link:#0b4f8a;color-scheme:light dark}
@media (prefers-color-scheme:dark){:root{--ground:#15181b;--words:#e8e8e8;--soft:#a9b0b6;--line:#4a5157;--stripe:#1e2327;--link:#8cc4f5}
.ink-words{fill:var(--words)}.pen-words{stroke:var(--words)}.pen-faint{stroke:#4a5157}.ink-ground{fill:#2b3a47}
.ink-sea{fill:#79b8ea}}
*{box-sizing:border-box}
body{margin:0;background:var(--ground);color:var(--words);font:1.0625rem/1.5 'Times New Roman','Liberation Serif',Tinos,Times,serif}
main,footer{max-width:52rem;margin:0 auto;padding:1.5rem 1rem}
h1{font-size:1.25rem;text-align:center;margin:1.5rem 0 .25rem}
h2,h3,h4,h5{font-size:1.0625rem;line-height:1.35;margin:1.5rem 0 .5rem}
h2{text-align:center}h2.appendix{border-top:1px solid var(--line);padding-top:1.5rem}
h5{font-weight:normal}
p{margin:.4rem 0;text-align:justify;overflow-wrap:anywhere}
.subject,.addressees,.day{text-align:center}.subject{font-weight:bold}
.head,.sign{display:grid;grid-template-columns:2fr 3fr;gap:1rem;text-align:center}
.head p,.sign p{text-align:center;margin:.1rem 0}
.rule::after{content:'';display:block;width:35%;margin:.3rem auto 0;border-top:1px solid var(--words)}
.motto::after{width:60%}
.sign{grid-template-columns:1fr 1fr;margin-top:2rem;break-inside:avoid}
.sign .copies{text-align:left;font-size:.85rem}.sign .copies p{text-align:left}
.name{margin-top:5rem!important}
nav{border:1px solid var(--line);padding:.5rem 1rem;margin:1.5rem 0}
nav ul{list-style:none;margin:0;padding:0}nav ul ul{padding-left:1.5rem}
a{color:var(--link)}
.scroll{overflow-x:auto;margin:.75rem 0}
table{border-collapse:collapse;width:100%;font-size:1rem;line-height:1.3}
caption{text-align:left;font-weight:bold;padding:.25rem 0;caption-side:top}
th,td{border:1px solid var(--line);padding:.25rem .5rem;vertical-align:top;text-align:left}
thead th{text-align:center;background:var(--stripe)}
tbody th{font-weight:normal}
.middle{text-align:center}.right{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
.sum td,.sum th{font-weight:bold;background:var(--stripe)}
figure{margin:1rem 0;text-align:center;break-inside:avoid}
figure svg,figure img{max-width:100%;height:auto}
figcaption{font-style:italic;color:var(--soft);font-size:.95rem}
.note,.unshown,footer{color:var(--soft);font-size:.9rem}
.unshown{border-left:3px solid var(--line);padding-left:.75rem}
footer{border-top:1px solid var(--line)}
@media (max-width:40rem){.head,.sign{grid-template-columns:1fr}}
@media print{:root{--ground:#fff;--words:#000;--soft:#333;--line:#777;--stripe:#f2f2f2;--link:#000;color-scheme:light}
.ink-words{fill:#000}.pen-words{stroke:#000}.pen-faint{stroke:#bbb}.ink-ground{fill:#d3dde6}
@page{size:A4;margin:20mm 15mm 20mm 30mm}
body{font-size:13pt}main,footer{max-width:none;padding:0}nav{display:none}
h2,h3,h4,h5{break-after:avoid}h2.appendix{break-before:page;border:0}
thead{display:table-header-group}tr{break-inside:avoid}.scroll{overflow:visible}a{text-decoration:none}}
";
