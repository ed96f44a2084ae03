/** The product as a user runs it: processes, their output and their end. */
package dev.skep.processes;
