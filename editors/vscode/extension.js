// Starts `lprpolicy lsp` for YAML files and leaves all else to it.
// Both settings are the machine's alone: a repository that is opened cannot name a program to start.
"use strict";

const vscode = require("vscode");
const { LanguageClient } = require("vscode-languageclient/node");

let client;

async function activate(context) {
  const settings = vscode.workspace.getConfiguration("lprpolicy");
  const server = { command: settings.get("command"), args: settings.get("arguments") };
  const options = { documentSelector: [{ scheme: "file", language: "yaml" }] };
  client = new LanguageClient("lprpolicy", "lprpolicy", server, options);
  try {
    await client.start();
  } catch {
    client = undefined;
    const says = `${server.command} does not start, so nothing is checked while you type.`;
    const install = "Install it with pip install 'lprpolicy[lsp]', or name the program in the setting lprpolicy.command.";
    vscode.window.showErrorMessage(`${says} ${install}`);
  }
}

async function deactivate() {
  if (client !== undefined) await client.stop();
}

module.exports = { activate, deactivate };
