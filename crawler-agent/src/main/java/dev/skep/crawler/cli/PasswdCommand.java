package dev.skep.crawler.cli;

import picocli.CommandLine.Command;

/** Hashes a password. */
@Command(name = "passwd", description = "Print the line of a user for the file of passwords that the server reads.")
final class PasswdCommand extends ServersCommand {}
