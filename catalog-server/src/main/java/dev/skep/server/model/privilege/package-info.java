/** Who may do what: roles, their members, and privileges on objects. Recorded and answered, not enforced. */
@NullMarked
package dev.skep.server.model.privilege;

import org.jspecify.annotations.NullMarked;
