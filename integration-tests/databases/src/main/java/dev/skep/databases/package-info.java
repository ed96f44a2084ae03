/** Database servers that tests run against: real ones, of this process alone, started when first asked for. */
package dev.skep.databases;
