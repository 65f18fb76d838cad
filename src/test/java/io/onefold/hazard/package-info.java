/**
 * What is known to go wrong where people are told apart, each as a test over the production code.
 *
 * <p><b>What.</b> The hazards have numbers, which {@link io.onefold.hazard.Hazard} puts on the one
 * test that is about each. {@link io.onefold.hazard.Town} is where they happen: the decoder and
 * four shards in one thread. Where the point is who may ask and what is answered, a node as a user
 * runs it.
 *
 * <p><b>Rules.</b> A hazard of what is not built yet has no test; the table says so. A test that
 * finds a defect is not bent.
 *
 * <table>
 *   <caption>Hazards and their tests</caption>
 *   <tr><th></th><th>Strangers welded together</th><th></th></tr>
 *   <tr><td>1</td><td>Two known people share an address, a phone or a device</td>
 *       <td>{@code StrangersTest#twoCustomers_shareMailPhoneAndDevice_stayTwoPeople}</td></tr>
 *   <tr><td>2</td><td>A second person logs in on a shared device</td>
 *       <td>{@code StrangersTest#sharedTablet_secondLogin_takesNothingOfTheFirst}</td></tr>
 *   <tr><td>4</td><td>Junk in place of an id</td>
 *       <td>{@code StrangersTest#junkUserId_onTwoDevices_linksNobody}</td></tr>
 *   <tr><td>5</td><td>One person with ever more devices</td>
 *       <td>{@code CrowdTest#cookieChurn_ofOneCustomer_stopsAtTheLimitAndLosesNoEvent}</td></tr>
 *   <tr><td>28</td><td>A junk address</td>
 *       <td>{@code StrangersTest#junkMail_ofTwoPeople_isAnAttributeAndNoLink}</td></tr>
 *   <tr><td>29</td><td>One real value shared by very many</td>
 *       <td>{@code CrowdTest#shopsOwnMail_onManyDevices_isQuarantinedAtElevenClaimants}</td></tr>
 *   <tr><td>30</td><td>A quarantine that came too late</td>
 *       <td>{@code CrowdTest#weldedPeople_quarantinedTooLate_areUndoneAtOnce}</td></tr>
 *   <tr><td>31</td><td>A giant component</td>
 *       <td>{@code CrowdTest#giantComponent_hitsItsCaps_andIsAnAlert}</td></tr>
 *   <tr><td>33</td><td>A weak identifier on two known people</td>
 *       <td>{@code StrangersTest#orderId_ofTwoKnownPeople_unitesNeither}</td></tr>
 *   <tr><th></th><th>One person in pieces</th><th></th></tr>
 *   <tr><td>3</td><td>To whom what came before the login belongs</td>
 *       <td>{@code OnePersonTest#anonymousActivity_beforeLogin_joinsTheFirstPersonOnly}</td></tr>
 *   <tr><td>10</td><td>An alias to itself</td>
 *       <td>{@code OnePersonTest#aliasToItself_isAcceptedAndChangesNothing}</td></tr>
 *   <tr><td>11</td><td>A chain of aliases</td>
 *       <td>{@code OnePersonTest#aliasChain_inAnyOrder_isOnePerson}</td></tr>
 *   <tr><td>15</td><td>Spellings of one value</td>
 *       <td>{@code OnePersonTest#spellings_ofOneMailAndOnePhone_areOnePerson}</td></tr>
 *   <tr><td>22</td><td>A batch about one new person</td>
 *       <td>{@code OnePersonTest#batch_aboutOneNewPerson_isOneProfile}</td></tr>
 *   <tr><td>24</td><td>A search that grows with the number of people</td>
 *       <td>{@code OnePersonTest#eventOfAKnownPerson_costsTheSameAmongFewAndMany}</td></tr>
 *   <tr><th></th><th>Order and repetition</th><th></th></tr>
 *   <tr><td>6</td><td>A merge storm</td>
 *       <td>{@code RepetitionTest#mergeStorm_ontoOneProfile_isPutOffAndDelaysNobody}</td></tr>
 *   <tr><td>7</td><td>Device and person at once on two shards</td>
 *       <td>{@code RepetitionTest#anonymousIdAndUserId_atOnceOnTwoShards_endOnOneProfile}</td></tr>
 *   <tr><td>8</td><td>Deliveries repeated</td>
 *       <td>{@code RepetitionTest#repeatedDelivery_afterMergeAndRestart_countsNothingTwice}</td></tr>
 *   <tr><td>9</td><td>Events out of order</td>
 *       <td>{@code RepetitionTest#events_inAnyOrder_makeTheSameProfile}</td></tr>
 *   <tr><td>13</td><td>Events lost or doubled by a merge</td>
 *       <td>{@code RepetitionTest#mergeOfTwoHistories_losesNothingAndDoublesNothing}</td></tr>
 *   <tr><th></th><th>Explained and undone</th><th></th></tr>
 *   <tr><td>12</td><td>Ids of before a merge</td>
 *       <td>{@code UndoneTest#formerIds_afterAMerge_leadToTheSurvivorWithTheReason}</td></tr>
 *   <tr><td>14</td><td>A wrong merge</td>
 *       <td>{@code UndoneTest#wrongMerge_undone_bothPeopleAsBefore}</td></tr>
 *   <tr><td>16</td><td>What was chosen for somebody flips at the login</td>
 *       <td>{@code UndoneTest#bucketOfPersonalization_acrossLoginAndSplit_doesNotFlip}</td></tr>
 *   <tr><td>20</td><td>Consents that differ</td>
 *       <td>{@code UndoneTest#consents_thatDiffer_theRefusalHoldsForTheWhole}</td></tr>
 *   <tr><td>21</td><td>A rule changes</td>
 *       <td>{@code UndoneTest#ruleChange_holdsForWhatComes_andLeavesWhatWasDecided}</td></tr>
 *   <tr><td>26</td><td>A provider changes somebody's id</td>
 *       <td>{@code UndoneTest#userId_changedByItsProvider_isOnePersonByForceOnly}</td></tr>
 *   <tr><td>27</td><td>Membership that ends by time</td>
 *       <td>not yet: there are no segments, so nobody is a member</td></tr>
 *   <tr><th></th><th>Edges of the system</th><th></th></tr>
 *   <tr><td>17</td><td>A browser reads profiles</td>
 *       <td>{@code EdgesIT#browser_withAWriteKey_readsNobodysProfile}</td></tr>
 *   <tr><td>18</td><td>A browser forges a person</td>
 *       <td>{@code EdgesTest#forgedUserId_ofABrowserThatMustSign_linksNobody}</td></tr>
 *   <tr><td>19</td><td>Somebody erased comes back</td>
 *       <td>{@code EdgesIT#erasedPerson_comesBack_isAcceptedAndNothingIsKept}</td></tr>
 *   <tr><td>23</td><td>A shard that does not answer</td>
 *       <td>{@code EdgesTest#identityOfAnotherShard_doesNotAnswer_delaysNoEvent}</td></tr>
 *   <tr><td>25</td><td>One broken event in a batch</td>
 *       <td>{@code EdgesIT#batch_withOneBrokenEvent_losesThatOneOnly}</td></tr>
 *   <tr><td>32</td><td>A hot key</td>
 *       <td>{@code EdgesTest#hotKey_ofAFrozenProfile_doesNotFillItsShard}</td></tr>
 * </table>
 *
 * <p><b>Why.</b> Who asks what happens when two people share a tablet finds a sentence, and what
 * holds of it.
 */
package io.onefold.hazard;
