import { redactor } from "../src/model/secrets.ts";
const n = redactor([]);
console.log(n.text("password=hun,t&er;2 user=arthur"));
for (const p of ["://", "://a:", "password='", '"password": "', "-----BEGIN PRIVATE KEY-----", "bearer ", "://a:b", "…", "ghp_", "a,", "password=a;", "eyJaaaaaaaaaaaa."]) { const t=process.cpuUsage(); n.text(p.repeat(20000)); console.log(JSON.stringify(p), process.cpuUsage(t).user/1000|0, "ms"); }
const big = JSON.stringify(Array.from({length: 60000}, (_, i) => ({address: `task/1.${i}`, notes: "Document all duplicate ENUMs", url: `https://example.org/${i}`}))); const t=process.cpuUsage(); n.text(big); console.log("ordinary", (big.length/1e6).toFixed(1), "MB", process.cpuUsage(t).user/1000|0, "ms");
