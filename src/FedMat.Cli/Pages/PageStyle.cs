namespace FedMat.Cli.Pages;

/// <summary>How a page looks: light or dark as the reader has it, and on paper.</summary>
internal static class PageStyle
{
    public const string Css = """
        :root{color-scheme:light dark;--page:#f7f7f5;--card:#fff;--ink:#1b1b1a;--soft:#5c5b57;--line:#dcdbd6;--bar:#2a78d6;
        --good:#0a7a0a;--warn:#8a5a00;--bad:#b42323;--goodb:#e7f5e7;--warnb:#fdf3dc;--badb:#fbe6e6;
        --h0:#f1f0ec;--h1:#cde2fb;--h2:#86b6ef;--h3:#2a78d6;--h4:#184f95;--h5:#0b2c58;--t0:#8b8a84;--t1:#1b1b1a;--t3:#fff}
        @media(prefers-color-scheme:dark){:root{--page:#161615;--card:#1f1f1e;--ink:#f2f1ec;--soft:#b5b4ac;--line:#3a3a37;--bar:#5598e7;
        --good:#5ecb5e;--warn:#f0b541;--bad:#f28080;--goodb:#16301a;--warnb:#35290d;--badb:#3a1919;
        --h0:#2a2a28;--h1:#0d366b;--h2:#1c5cab;--h3:#5598e7;--h4:#9ec5f4;--h5:#e3effd;--t0:#8b8a84;--t1:#f2f1ec;--t3:#10100f}}
        *{box-sizing:border-box}
        body{margin:0;background:var(--page);color:var(--ink);font:16px/1.5 system-ui,-apple-system,"Segoe UI",sans-serif}
        main{max-width:62rem;margin:0 auto;padding:1.5rem 1rem 4rem}
        h1{font-size:1.6rem;line-height:1.25;margin:0 0 .25rem}h2{font-size:1.2rem;margin:0 0 .75rem}h3{font-size:1rem;margin:1rem 0 .25rem}
        p{margin:.25rem 0 .75rem}.soft{color:var(--soft)}
        section,.verdict{background:var(--card);border:1px solid var(--line);border-radius:.6rem;padding:1.1rem 1.25rem;margin:1rem 0}
        .verdict{border-left:.45rem solid var(--good);background:var(--goodb)}
        .verdict.warn{border-left-color:var(--warn);background:var(--warnb)}.verdict.bad{border-left-color:var(--bad);background:var(--badb)}
        .verdict strong{font-size:1.25rem}
        .tiles{display:grid;grid-template-columns:repeat(auto-fit,minmax(8.5rem,1fr));gap:.75rem;margin:1rem 0}
        .tiles div{background:var(--card);border:1px solid var(--line);border-radius:.6rem;padding:.7rem .9rem}
        .tiles b{display:block;font-size:1.5rem;line-height:1.2;font-weight:600}.tiles span{overflow-wrap:anywhere;color:var(--soft);font-size:.85rem}
        ul.findings{list-style:none;margin:0;padding:0}
        .findings li{border-top:1px solid var(--line);padding:.6rem 0 .6rem 8.2rem;position:relative}.findings li:first-child{border-top:0}
        .findings .level{position:absolute;left:0;top:.65rem;font-size:.8rem;font-weight:600;border:1px solid;border-radius:1rem;padding:.05rem .6rem}
        .level.note{color:var(--soft)}.level.warn{color:var(--warn)}.level.bad{color:var(--bad)}
        .findings .next{color:var(--soft)}
        svg{display:block;width:100%;height:auto;max-width:100%;font:12px system-ui,sans-serif}
        svg text{fill:var(--soft)}.dot{fill:var(--bar);fill-opacity:.45}.dot.out{fill:var(--bad)}.curve{fill:none;stroke:var(--bar);stroke-width:2}.curve.b{stroke:var(--warn)}.ideal{stroke:var(--soft);stroke-dasharray:4 3;fill:none}.bar{fill:var(--bar)}.axis{stroke:var(--line);stroke-width:1}.box{fill:none;stroke:var(--ink);stroke-width:1.2}
        .c0{fill:var(--h0)}.c1{fill:var(--h1)}.c2{fill:var(--h2)}.c3{fill:var(--h3)}.c4{fill:var(--h4)}.c5{fill:var(--h5)}
        svg .s0{fill:var(--t0)}svg .s1,svg .s2{fill:var(--t1)}svg .s3,svg .s4,svg .s5{fill:var(--t3)}
        .few{fill:none;stroke:var(--warn);stroke-width:2;stroke-dasharray:4 2}
        .ranges{display:grid;grid-template-columns:repeat(auto-fill,minmax(17rem,1fr));gap:1rem 1.5rem}
        .ranges figure,figure{margin:0}figcaption{font-size:.9rem;margin-bottom:.2rem;overflow-wrap:anywhere}
        .scroll{overflow-x:auto}table{border-collapse:collapse;font-size:.9rem;width:100%;margin:.4rem 0}
        caption{text-align:left;color:var(--soft);padding-bottom:.3rem}
        th,td{text-align:left;padding:.25rem .6rem .25rem 0;border-bottom:1px solid var(--line);vertical-align:top;overflow-wrap:anywhere}
        th[scope=row]{font-weight:500}thead th{color:var(--soft);font-weight:600}
        .n{text-align:right;font-variant-numeric:tabular-nums}
        summary{cursor:pointer;color:var(--soft);font-size:.9rem;margin:.4rem 0}
        ul.plain{margin:.2rem 0 .4rem;padding-left:1.2rem}
        footer{color:var(--soft);font-size:.85rem}
        @media(max-width:34rem){.findings li{padding-left:0}.findings .level{position:static;display:inline-block;margin:0 .5rem .2rem 0}}
        @media print{:root{color-scheme:light}body{background:#fff;font-size:11pt}section,.verdict,.tiles div{break-inside:avoid-page;border-color:#bbb}
        main{max-width:none;padding:0}details::details-content{content-visibility:visible;height:auto}svg,.bar{print-color-adjust:exact;-webkit-print-color-adjust:exact}}
        """;
}
