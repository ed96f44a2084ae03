/** Tables and partitions in object stores that speak S3. The only package that imports the SDK of AWS. */
@NullMarked
package dev.skep.server.files.s3;

import org.jspecify.annotations.NullMarked;
