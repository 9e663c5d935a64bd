#Requires -RunAsAdministrator
<#
.SYNOPSIS
Starts a FedMat node with Windows, without anybody logged in, and again when it ends with a failure.

.DESCRIPTION
FedMat is a console program, and Windows' service manager starts only programs that were written for it. The task scheduler does the same for a console
program: this script registers a task that runs at start-up under the account LOCAL SERVICE, which has no password and no rights on the network but
to connect out. It gives that account, and nobody else but administrators, the folder of the configuration file. Run it again after a change of the
paths. To remove the task: Unregister-ScheduledTask -TaskName 'FedMat node'.

.EXAMPLE
.\install-node.ps1 -Program 'C:\Program Files\FedMat\fedmat.exe' -Config 'C:\ProgramData\FedMat\node.json'
#>
param(
    [Parameter(Mandatory)] [string] $Program,
    [Parameter(Mandatory)] [string] $Config,
    [string] $TaskName = 'FedMat node'
)
$ErrorActionPreference = 'Stop'
$Program = (Resolve-Path -LiteralPath $Program).Path
$Config = (Resolve-Path -LiteralPath $Config).Path
$folder = Split-Path -Parent $Config

# Configuration, keys and state lie in one folder: for LOCAL SERVICE (S-1-5-19), SYSTEM (S-1-5-18) and administrators (S-1-5-32-544) alone.
& icacls.exe $folder /inheritance:r /grant:r '*S-1-5-19:(OI)(CI)M' '*S-1-5-18:(OI)(CI)F' '*S-1-5-32-544:(OI)(CI)F' | Out-Null
if ($LASTEXITCODE -ne 0) { throw "The rights of $folder could not be set." }

$action = New-ScheduledTaskAction -Execute $Program -Argument "node run --config `"$Config`"" -WorkingDirectory $folder
$trigger = New-ScheduledTaskTrigger -AtStartup
$principal = New-ScheduledTaskPrincipal -UserId 'S-1-5-19' -LogonType ServiceAccount -RunLevel Limited
$settings = New-ScheduledTaskSettingsSet -RestartCount 999 -RestartInterval (New-TimeSpan -Minutes 1) -ExecutionTimeLimit ([TimeSpan]::Zero) `
    -MultipleInstances IgnoreNew -StartWhenAvailable -AllowStartIfOnBatteries -DontStopIfGoingOnBatteries
Register-ScheduledTask -TaskName $TaskName -Action $action -Trigger $trigger -Principal $principal -Settings $settings -Force | Out-Null
Start-ScheduledTask -TaskName $TaskName
Write-Output "The task '$TaskName' is registered and started. How the node stands: & '$Program' node status --config '$Config'"
