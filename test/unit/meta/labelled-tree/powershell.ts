import type { Snippets } from "./snippets.ts";

export const powershell: Snippets = {
  language: "powershell",
  ending: "ps1",
  comment: "#",
  text: (words) => `$Message = '${words}'\n`,
  programs: {
    collector: [
      `param([string]$Root)
Get-ChildItem -Path $Root -Recurse -File | ForEach-Object {
  [pscustomobject]@{ Path = $_.FullName; Hash = (Get-FileHash $_.FullName).Hash }
} | Export-Csv inventory.csv
`,
      `Get-Service | Where-Object Status -eq Running
Get-CimInstance Win32_OperatingSystem
Get-ComputerInfo
`,
    ],
    analyzer: [
      `$left = Import-Csv a.csv
$right = Import-Csv b.csv
Compare-Object $left $right -Property Name
$left | Group-Object Status | Measure-Object
`,
      `Invoke-ScriptAnalyzer -Path scripts
Test-Json -Path state.json
`,
    ],
    transformer: [
      `Import-Csv nodes.csv | ConvertTo-Json | Set-Content nodes.json
`,
      `$phases = Get-Content phases.json -Raw | ConvertFrom-Json
$phases | Export-Csv phases.csv -NoTypeInformation
`,
    ],
    reporter: [
      `Write-Host 'Phases'
Write-Host '------'
$phases | Format-Table Name, Done
Write-Host 'Done'
`,
      `$phases | ConvertTo-Html -Title Phases | Out-File phases.html
Send-MailMessage -To team@example.org -Subject Phases -Attachments phases.html
`,
    ],
    fixer: [
      `Get-ChildItem orphans | ForEach-Object { Move-Item $_.FullName archive }
Remove-Item build -Recurse -Force
`,
      `Rename-Item phase.yml phase.yaml
Set-Acl phase.yaml $acl
`,
    ],
    orchestrator: [
      `docker start v7-db
Start-Sleep -Seconds 5
uv run python load.py
& .\\scan.ps1
`,
      `$jobs = $projects | ForEach-Object { Start-Job -FilePath scan.ps1 -ArgumentList $_ }
$jobs | Wait-Job | Receive-Job
Start-Process v7 -ArgumentList daily -Wait
`,
    ],
    none: [
      `$Settings = @{ Level = 'info'; Retries = 3 }
`,
      `function Test-Done($phase) { return $phase.Status -eq 'done' }
`,
    ],
  },
};
