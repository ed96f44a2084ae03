/** Tables of DynamoDB, and services that speak its language. */
@NullMarked
package dev.skep.crawler.dynamodb;

import org.jspecify.annotations.NullMarked;
