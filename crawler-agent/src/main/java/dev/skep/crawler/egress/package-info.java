/** Which machines a crawl may talk to. */
@NullMarked
package dev.skep.crawler.egress;

import org.jspecify.annotations.NullMarked;
