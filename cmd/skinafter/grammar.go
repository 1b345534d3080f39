package main

import "github.com/alecthomas/kong"

// options are the flags that every command has.
type options struct {
	Help    helpFlag `short:"h" help:"Show help for the command."`
	Lang    string   `placeholder:"en" help:"Language of the page for people: en or de. (Also: SKINAFTER_LANG in the environment.)"`
	Facts   string   `name:"knowledge" placeholder:"DIR" help:"Read the knowledge from this folder instead of the one in the program."`
	NoColor bool     `name:"no-color" help:"Never write colour. (Also: NO_COLOR in the environment.)"`
	ASCII   bool     `name:"ascii" help:"Draw with plain ASCII signs only."`
}

// grammar is the whole command line.
type grammar struct {
	options

	Serve     serveCommand     `cmd:"" help:"Open the app on this machine: check products, check in, keep the record."`
	Demo      demoCommand      `cmd:"" help:"Open the app with an invented course filled in."`
	Label     labelCommand     `cmd:"" help:"Read a label: which ingredients stand on it?"`
	Check     checkCommand     `cmd:"" help:"May this product touch my skin now? Several files: a shelf."`
	Plan      planCommand      `cmd:"" help:"What to do when: from two weeks before to a year after. Also as a calendar."`
	Triage    triageCommand    `cmd:"" help:"Is what I see normal? How soon should someone look?"`
	Ready     readyCommand     `cmd:"" help:"May the next session go ahead?"`
	Screen    screenCommand    `cmd:"" help:"What has to be settled before a treatment?"`
	Export    exportCommand    `cmd:"" help:"Write the whole record of the app into a ZIP file."`
	Backup    backupCommand    `cmd:"" help:"Write a backup of the app's record."`
	Restore   restoreCommand   `cmd:"" help:"Put a backup in the place of the app's record."`
	Migrate   migrateCommand   `cmd:"" help:"Bring the app's record to the newest schema; a backup is made before."`
	Doctor    doctorCommand    `cmd:"" help:"Look at everything that can be wrong with the app's record."`
	Erase     eraseCommand     `cmd:"" help:"Remove the whole record of the app, with a receipt."`
	Vignettes vignettesCommand `cmd:"" help:"Run a file of vignettes and count what is right."`
	Names     namesCommand     `cmd:"" help:"Ingredient names: import a list, measure what is recognised."`
	Products  productsCommand  `cmd:"" help:"Your own products, found again by barcode."`
	Knowledge knowledgeCommand `cmd:"" help:"The facts behind the answers: check, test, compare, explain."`
	Signals   signalsCommand   `cmd:"" help:"Which products are reported with which events more often than expected?"`
	Version   versionCommand   `cmd:"" help:"Versions of the program and of its knowledge."`
}

// jsonFlag is the --json of commands that answer once.
type jsonFlag struct {
	JSON bool `name:"json" help:"Answer in JSON."`
}

// helpFlag prints help and ends the run without ending the process.
type helpFlag bool

// BeforeReset is called by kong where --help stands on the command line.
func (h helpFlag) BeforeReset(k *kong.Context) error {
	if err := k.PrintUsage(false); err != nil {
		return err
	}
	return errHelp
}

// IsBool tells kong that --help takes no value.
func (h helpFlag) IsBool() bool { return true }
