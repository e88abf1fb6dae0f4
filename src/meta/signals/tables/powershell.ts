import type { SignalTable } from "./signal.ts";

/** Names are in lower case. */
export const powershell: SignalTable = {
  calls: {
    walk: "io.directory.enumeratefiles io.directory.getfiles",
    list: "get-childitem gci dir get-process get-service get-ciminstance get-wmiobject get-adcomputer get-aduser get-vm get-eventlog get-winevent get-netadapter get-disk get-package get-module get-itemproperty get-hotfix get-scheduledtask get-psdrive get-volume get-localuser",
    fetch: "invoke-webrequest invoke-restmethod iwr irm net.webclient.downloadstring start-bitstransfer invoke-command",
    query: "invoke-sqlcmd invoke-sqlquery",
    read: "get-content io.file.readalltext io.file.readalllines gc io.file.readlines",
    metadata: "get-filehash get-acl get-item get-computerinfo get-itempropertyvalue",
    filter: "where-object select-string ? where",
    aggregate: "group-object measure-object group",
    parse:
      "convertfrom-json convertfrom-csv import-csv import-clixml xml.load convertfrom-stringdata select-xml convertfrom-yaml",
    code: "management.automation.language.parser.parsefile invoke-scriptanalyzer",
    compute: "math.*",
    order: "sort-object",
    temporary: "new-temporaryfile io.path.gettempfilename",
    compare: "compare-object",
    check: "test-json invoke-pester",
    convert: "convertto-yaml text.encoding.*",
    serialize: "convertto-json convertto-csv export-csv export-clixml convertto-xml",
    write: "set-content out-file add-content io.file.writealltext io.file.writealllines tee-object",
    store: "write-sqltabledata",
    render:
      "format-table format-list convertto-html out-gridview format-wide send-mailmessage ft fl write-progress out-printer",
    print: "write-host write-output write-information",

    move: "move-item rename-item copy-item new-symlink mi ren",
    remove: "remove-item clear-content remove-itemproperty ri del rm clear-recyclebin",
    repair:
      "set-acl set-itemproperty set-service repair-volume set-executionpolicy set-aduser enable-aduser icacls takeown set-localuser restart-service set-netfirewallrule",
    spawn:
      "start-process invoke-expression docker git npm dotnet msbuild cmd uv pip python node kubectl terraform ansible start-service stop-service invoke-item iex az gh pwsh powershell make npx cargo go",
    schedule: "register-scheduledtask new-scheduledtasktrigger register-scheduledjob new-scheduledtaskaction",
    pool: "start-job start-threadjob receive-job new-runspacepool",
    queue: "send-msmqueue",
    wait: "start-sleep wait-job wait-process wait-event",
    options: "cmdletbinding",
  },
  byArguments: [
    { name: /^(?:get-childitem|gci|dir|ls)$/, arguments: /-r(?:ecurse)?\b/i, signals: ["walk"] },
    { name: /^git$/, arguments: /^(?:ls-files|log|status|diff|show|rev-parse|branch)\b/, signals: ["list"] },
    { name: /^foreach-object$/, arguments: /-parallel\b/i, signals: ["pool"] },
    { name: /\.ps1['"]?\)?$/, arguments: /^/, signals: ["spawn"] },
  ],
};
