package io.onefold.model;

/**
 * A rule of the protocol that is left out. A check that cannot fail proves nothing: each of these
 * must be caught, by the invariant and in the scope beside it. The rules that hold between a commit
 * and what leaves after it are not here, for a step of this model is committed when it is made:
 * {@code sim.MutantsTest} breaks those.
 */
enum Broken {
  NOTHING("", ""),
  /** The winner forgets the offers that it turned down. */
  NO_MEMORY_OF_REJECTED_ATTEMPTS("SSS ac,bc,ac replace:c crashes:0", "I3"),
  /** A merge does not carry what the loser had reserved. */
  RESERVATIONS_NOT_CARRIED("SSS ab,bc crashes:0", "I3"),
  /** The direction of a merge does not follow the order of profile ids. */
  DIRECTION_BY_CHANCE("SS b,ab crashes:0", "I1"),
  /** A merge does not carry the message ids that the loser has seen. */
  SEEN_NOT_MERGED("SS b,ab crashes:0", "I4"),
  /** An offer is absorbed again when it comes again. */
  ABSORB_NOT_IDEMPOTENT("SS b,ab crashes:0", "I4"),
  /** The loser takes events while it is on offer. */
  LOSER_NOT_FROZEN("SS b,ab crashes:0", "I4"),
  /** A message id that was seen is counted again. */
  NO_DEDUPLICATION("SS a,b crashes:0", "I4"),
  /** The loser forwards before the winner has decided. */
  FORWARD_BEFORE_DECISION("SS b,ab crashes:0", "I4"),
  /** Nothing is sent again. */
  NO_RETRY("SS b,ab crashes:1", "L"),
  /** Two people become one over a device. */
  DEVICE_UNITES("PPD ac,bc crashes:0", "I9"),
  /** What was cut by hand is not remembered. */
  NO_SEVERED_PAIRS("SS ab,ab split:b crashes:0", "I6"),
  /** A later part hands over its new severed pairs only. */
  SEVERED_PAIRS_NOT_INHERITED("SSSS abcd,ac split:cd split:a split:c crashes:0", "I6"),
  /** A hint overwrites whatever the index says. */
  HINT_WITHOUT_COMPARE("SS b,ab loosen:b crashes:0", "I3"),
  /** A late reassignment overwrites a newer one. */
  REASSIGN_WITHOUT_GENERATION("SS ab,ab loosen:b replace:b crashes:0", "I3"),
  /** A part does not wait for what its events have reserved. */
  PART_AT_ONCE("SSS ab,bc loosen:b crashes:0", "I7"),
  /** A part does not know what its other half has counted. */
  PART_WITHOUT_SEEN("SS ab,b remove:b crashes:0", "I4"),
  /** A profile forgets where a part of it went. */
  DEPARTED_FORGOTTEN("SS ab,b split:b crashes:0", "I3"),
  /** A merge does not carry where parts of the loser went. */
  DEPARTED_NOT_CARRIED("SSS bc,ab loosen:c crashes:0", "I3"),
  /** An event is taken by a profile that has reserved its route anew after it departed. */
  RESERVED_BEATS_DEPARTED("SS ab,b,ab replace:b crashes:0", "I5"),
  /** An answer to a claim may be older than the part that took the identifier away. */
  CLAIMED_WITHOUT_GENERATION("SS ab,ab replace:b crashes:0", "I3"),
  /** Profiles unite although one of them no longer holds the identifier. */
  UNION_WITHOUT_HOLDING("SSS ac,bc loosen:c crashes:0", "I7"),
  /** An offer turned down as stale is answered as refused when it comes again. */
  STALE_REASON_FORGOTTEN("SSS ac,bc loosen:c crashes:0", "L"),
  /** An offer turned down as stale is not remembered. */
  STALE_ATTEMPT_FORGOTTEN("SSS ac,bc,ac replace:c crashes:0", "I3"),
  /** A part takes along which profiles its other half has absorbed. */
  PART_INHERITS_MERGED("SSS c,ac split:c erase:c crashes:0", "I1"),
  /** The index grants an identifier that was suppressed. */
  SUPPRESSED_GRANTED_AGAIN("SS b,ab erase:b crashes:0", "I10"),
  /** Erasing leaves out what is reserved. */
  ERASE_FORGETS_RESERVED("SS ab,a erase:a crashes:0", "I10"),
  /** Erasing takes a reserved identifier from whoever owns it. */
  ERASE_TAKES_FOREIGN("SS b,ab erase:a crashes:0", "I10"),
  /** Erasing leaves out profiles that were absorbed and do not know yet. */
  ERASE_FORGETS_LOSERS("SS b,ab erase:a crashes:0", "I10"),
  /** A device is let go again when the same newcomer's wish comes again. */
  YIELD_NOT_REMEMBERED("PPD ac,bc latest erase:b crashes:0", "L"),
  /** Whoever takes a device does not know what its owner has counted. */
  HANDOVER_WITHOUT_SEEN("PPD ac,c,bc latest crashes:0", "I4"),
  /** A device is taken again when its hand-over comes again. */
  HANDOVER_WITHOUT_GENERATION("PPD ac,bc,ac latest crashes:0", "I7"),
  /** Events of a device do not wait until somebody has it. */
  HANDOVER_WITHOUT_WAIT("PPD ac,bc,c latest crashes:0", "I3"),
  /** A part does not know who was the last to log in on what it takes along. */
  LOGINS_NOT_INHERITED("UPPD acd,bcd,bd loosen:cd latest crashes:0", "I7", true),
  /** A device goes to a profile from which the person who logged in has been taken out. */
  HANDOVER_TO_ANOTHER("PPDD ac,bc,bd loosen:b latest crashes:0", "I7"),
  /** A part does not know what its other half was refused. */
  REFUSALS_NOT_INHERITED("PPPD bd,abd,cd split:b crashes:0", "L", true),
  /** A device goes to a profile that holds what it was cut from by hand. */
  HANDOVER_OF_SEVERED("PPPD bcd,ad,ab split:b latest crashes:0", "I6", true),
  /** A merge does not carry what the loser has still to hand over. */
  HANDOVER_NOT_CARRIED("SPPD bd,cd,ab latest crashes:0", "I3"),
  /** An erased profile says that it took a device. */
  ERASED_TAKES_DEVICE("PPD ac,bc latest erase:b crashes:0", "I10"),
  /** A profile is erased although nobody has taken the device that it let go. */
  ERASED_FORGETS_HANDOVER("PPD ac,bc latest erase:a crashes:0", "I3"),
  /** An erased profile turns down what it had absorbed. */
  ERASED_FORGETS_MERGED("SS b,ab erase:a crashes:0", "I4"),
  /** An erased profile drops events of its parts. */
  ERASED_FORGETS_DEPARTED("SS ab,b remove:b erase:a crashes:0", "I4");

  /** A small scope in which it is caught, as {@link Scope#toString} writes it. */
  final String scope;

  /** The name of the invariant that does not hold. */
  final String caughtBy;

  /** Whether it takes too many states to search, and a few hundred random walks find it. */
  final boolean byWalking;

  Broken(String scope, String caughtBy) {
    this(scope, caughtBy, false);
  }

  Broken(String scope, String caughtBy, boolean byWalking) {
    this.scope = scope;
    this.caughtBy = caughtBy;
    this.byWalking = byWalking;
  }
}
