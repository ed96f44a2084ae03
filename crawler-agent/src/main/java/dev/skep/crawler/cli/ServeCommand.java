package dev.skep.crawler.cli;

import picocli.CommandLine.Command;

/** Starts the server. */
@Command(name = "serve", description = "Start the server (`skep serve --help` shows its options).")
final class ServeCommand extends ServersCommand {}
