namespace FedMat.House.Tests;

/// <summary>Which tests show that an attack on the secure sum, or on who takes part in it, comes to nothing: as Class.Method, with the case of a theory in brackets.</summary>
internal static class Attacks
{
    /// <summary>What the rules of docs/protocol.md stop, in its words.</summary>
    public static IReadOnlyDictionary<string, string[]> OnThePage { get; } = new Dictionary<string, string[]>
    {
        ["changed thresholds, a small cohort under a large roster, messages of another attempt, round, study or roster"] =
        [
            "AdvertListTests.Setup_UnderOtherThresholds_IsAnother", "AdvertListTests.Deal_OnAList_IsRefused(of too few)",
            "ForeignListTests.Node_ToldListsThatDifferInTheir_RefusesThem(attempt)", "ForeignListTests.Node_ToldListsThatDifferInTheir_RefusesThem(round)",
            "ForeignListTests.Node_ToldListsThatDifferInTheir_RefusesThem(study)", "ForeignListTests.Node_ToldListsThatDifferInTheir_RefusesThem(roster)",
            "ForeignListTests.Node_ToldListsThatDifferInTheir_RefusesThem(threshold m)",
            "CorruptWordTests.Coordinator_OnWordsOfAnotherAttemptOrRound_RefusesThem",
        ],
        ["a secret or a share that is made up later"] =
        [
            "UnmaskStageTests.Take_WithAShareThatMissesItsLeaf_IsRefusedAndConvictsTheHolder",
            "UnmaskStageTests.Recover_OfADealerThatSharedOtherSecretsOut_IsRefusedAndConvictsTheDealer",
            "SumCheckingTests.Accept_OfAListWith_IsRefused(a wrong secret of a silent member)",
        ],
        ["envelopes swapped, redirected or reflected; a dealer or holder that denies what it dealt or got"] =
        [
            "DealerListTests.Hold_OfShares_IsRefused(two swapped between their dealers)", "DealerListTests.Hold_OfShares_IsRefused(one meant for another holder)",
            "DealerListTests.Hold_OfShares_IsRefused(this node's own envelope reflected)", "BlameTests.Hold_OfABadEnvelope_BlamesItsDealer",
            "ComplaintTests.Opening_ThatMissesTheLeaf_ConvictsTheDealerAndEndsTheAttempt", "ComplaintTests.Complaint_AfterHolding_IsRefused",
        ],
        ["U1 or U2 told differently to two members"] =
        [
            "SplitViewTests.Deal_OfAMemberThatWasToldAnotherU1_IsRefusedInTheOnesList",
            "SplitViewTests.Vector_OfAMemberThatWasToldAnother_IsRefusedInTheOnesList(U2)", "SafetyTests.Nodes_InOneAttempt_OpenOneSum",
        ],
        ["members with different models, lists or questions being unmasked together; another clip, ring or length for one member"] =
        [
            "SplitViewTests.Vector_OfAMemberThatWasToldAnother_IsRefusedInTheOnesList(model)",
            "SplitViewTests.Vector_OfAMemberThatWasToldAnother_IsRefusedInTheOnesList(clip)",
            "SplitViewTests.Vector_OfAMemberThatWasToldAnother_IsRefusedInTheOnesList(ring)",
            "SplitViewTests.Vector_OfAMemberThatWasToldAnother_IsRefusedInTheOnesList(length)",
            "InputRequestTests.Mask_OnARequest_IsRefusedAndLeavesTheVector(from an old model)",
            "InputRequestTests.Mask_OnARequest_IsRefusedAndLeavesTheVector(with another clip)",
        ],
        ["two lists of survivors, a digest that a member never signed"] =
        [
            "UnmaskRequestTests.Unmask_ForAnotherListThanAgreedTo_IsRefused",
            "SurvivorListTests.Agree_OnAList_IsRefused(with a digest that a silent member never signed)",
        ],
        ["two halves led to two different lists: T > 2n/3, so both lists would need a signature from one honest member"] =
        [
            "SplitViewTests.Halves_ToldTwoListsOfSurvivors_NeverBothOpenTheirs", "SafetyTests.Nodes_InOneAttempt_OpenOneSum",
            "RandomSafetyTests.Nodes_OfTenMembers_OpenOneSum",
        ],
        ["a sum that leaves a vector out, counts one twice or is made up"] =
        [
            "WrongSumTests.Sum_ThatIsNotTheMembersAndThat_IsAcceptedByNobody(leaves a vector out)",
            "WrongSumTests.Sum_ThatIsNotTheMembersAndThat_IsAcceptedByNobody(counts a vector twice)",
            "WrongSumTests.Sum_ThatIsNotTheMembersAndThat_IsAcceptedByNobody(is made up)",
        ],
        ["a node that is killed and asked otherwise afterwards"] =
        [
            "AttemptPromisesTests.Answer_ToADifferentRequest_IsRefused", "SumRestartTests.Node_StartedAgainAfterAWord_FinishesTheRoundWithTheSameWords",
            "SumRefusalTests.Adverts_OtherOnesForOneAttempt_AreRefused", "NodePromisesTests.Keep_OtherRequest_IsRefusedNamingTheStageAndKeepsNothingOfTheStep",
        ],
        ["a second advert, dealing or list of one member, and a false closing"] =
        [
            "SumRefusalTests.Database_RestoredFromAnOlderCopy_ClosesItsAttempts", "AttemptPromisesTests.Close_AfterARestoredDatabase_IsRefused",
            "NodeLedgerTests.Keep_ListAfterOneThatARestoredDatabaseDoesNotShow_IsRefusedUnlessItIsTheSame",
            "PromiseRestoreTests.KeepClosing_AfterARestore_IsRefusedForAttemptsThatWereEnteredBefore",
        ],
        ["fake abort and retry without one member, in another attempt, round, study or after a restart"] =
        [
            "ContributionHistoryTests.MaySign_List_IsRefused(one member less)", "ContributionHistoryTests.MaySign_List_IsRefused(one member less in another round)",
            "ContributionHistoryTests.MaySign_List_IsRefused(one member less under another study)",
            "SumRefusalTests.Survivors_OfAnotherCohortForOneVector_AreRefusedInALaterAttemptToo", "TwoAttemptSafetyTests.Nodes_InTwoAttempts_OpenOneSum",
        ],
        ["two sums that differ by a row; one sum asked twice, over different rows"] =
        [
            "FamilyHistoryTests.MaySign_ExactSum_IsRefused(this node's rows changed)", "FamilyHistoryTests.MaySign_ExactSum_IsRefused(one member's rows changed)",
            "SnapshotKeeperTests.Number_TooFewRowsChanged_IsRefusedUntilTheyAreTakenBack",
            "SnapshotKeeperTests.Number_OfOneStudyWithOtherRows_IsRefusedAndTheTableBeforeGoesOn",
        ],
        ["the difference of two groupings of the same rows"] = ["SnapshotKeeperTests.Number_GroupedByAnotherNumber_IsRefused"],
    };

    /// <summary>What a coordinator that lies can try.</summary>
    public static IReadOnlyDictionary<string, string[]> OfTheCoordinator { get; } = new Dictionary<string, string[]>
    {
        ["overlapping lists"] = ["HonestSumTests.Answers_ForOneDealer_AreOfOneKind", "SafetyTests.Nodes_InOneAttempt_TakeLegalStepsOnly"],
        ["duplicated entries"] =
        [
            "AdvertListTests.Deal_OnAList_IsRefused(with a member twice)", "DealerListTests.Hold_OnAList_IsRefused(with a dealer twice)",
            "SurvivorListTests.Agree_OnAList_IsRefused(with a member twice)",
        ],
        ["foreign or invented members"] =
        [
            "AdvertListTests.Deal_OnAList_IsRefused(with a member of the roster whom the plan does not name)",
            "SurvivorListTests.Agree_OnAMemberOutsideU2_IsRefused",
        ],
        ["lists that are too short"] =
        [
            "AdvertListTests.Deal_OnAList_IsRefused(of too few)", "DealerListTests.Hold_OnAList_IsRefused(of too few)",
            "SurvivorListTests.Agree_OnAList_IsRefused(of too few)", "SurvivorListTests.Agree_OnFewerThanThePlansHonestMembersAndTheCorrupt_IsRefused",
        ],
        ["too few, forged, repeated or outside signatures"] =
        [
            "UnmaskRequestTests.Unmask_OfASurvivor_IsRefused(with too few signatures)", "UnmaskRequestTests.Unmask_OfASurvivor_IsRefused(with a forged signature)",
            "UnmaskRequestTests.Unmask_OfASurvivor_IsRefused(with one signature twice)",
            "UnmaskRequestTests.Unmask_OfASurvivor_IsRefused(with a signature of a lost member)",
            "UnmaskRequestTests.Unmask_OfALostMember_IsRefused(with too few signatures)",
        ],
        ["swapped keys"] = ["AdvertListTests.Deal_OnAList_IsRefused(with swapped keys)", "AdvertListTests.Deal_OnAList_IsRefused(with another advert of this node)"],
        ["a second, different unmask request"] =
            ["AttemptPromisesTests.Unmask_ForAnotherListThanAgreedTo_IsRefused", "SumRefusalTests.Survivors_OtherOnesThanSigned_AreRefused"],
        ["an exact sum over one member less or more"] =
            ["FamilyHistoryTests.MaySign_ExactSum_IsRefused(one member less)", "FamilyHistoryTests.MaySign_ExactSum_IsRefused(one member more)"],
        ["three lists whose combination is one member"] =
            ["FamilyHistoryTests.MaySign_ExactSum_IsRefused(a third list whose combination with two others is one member)"],
        ["a wrong seed"] = ["SumCheckingTests.Accept_OfAListWith_IsRefused(a wrong secret of a lost member)"],
        ["an altered y"] =
        [
            "SumCheckingTests.Accept_WithTheSumAndASilentSurvivorsVectorAlteredAlike_IsRefused",
            "SurvivorListTests.Agree_OnAList_IsRefused(with another digest of this node)",
        ],
        ["two attempts at once"] =
            ["SumPromiseTests.Adverts_OfAttemptsOpenedAtOnce_AreSaidOnlyWithStoredSecrets", "TwoAttemptSafetyTests.Nodes_InTwoAttempts_OpenOneSum"],
        ["an attempt kept open for ever"] =
        [
            "SumLifetimeTests.Attempt_TooOldWithoutAList_IsClosed", "SumLifetimeTests.Attempt_WithoutAVectorWhenANewerOneIsOpened_IsClosed",
            "SumLifetimeTests.Attempt_WhoseListWasAgreedTo_NeverGrowsTooOld",
        ],
        ["UNMASK after CLOSE"] =
            ["AttemptPromisesTests.Answer_AfterClosing_IsRefused", "SumRefusalTests.Close_BeforeSharesWereOpened_IsSignedAndNothingIsAnsweredAfterwards"],
        ["CLOSE after UNMASK"] = ["AttemptPromisesTests.Close_AfterStage4_IsRefused", "SumRefusalTests.Close_AfterSharesWereOpened_IsRefused"],
        ["keeping everything that it sees"] = ["SecrecyTests.Record_UnderAMask_CannotBeToldFromUniform"],
        ["altering messages on their way"] = ["MutationTests.Node_OnAlteredMessages_RefusesThem"],
    };

    /// <summary>What a member that lies can try.</summary>
    public static IReadOnlyDictionary<string, string[]> OfAMember { get; } = new Dictionary<string, string[]>
    {
        ["a bad share"] = ["UnmaskStageTests.Take_WithAShareThatMissesItsLeaf_IsRefusedAndConvictsTheHolder"],
        ["a bad envelope"] = ["BlameTests.Hold_OfABadEnvelope_BlamesItsDealer", "ComplaintTests.Complaint_ThatIsTrue_StopsTheAttemptUntilTheDealerOpens"],
        ["a vector of the wrong length"] = ["InputStageTests.Take_OfAnotherLength_IsRefused", "UploadTests.Upload_WithMoreOrFewerBytesThanTheRoundAsks_IsRefused"],
        ["a wrong secret"] = ["UnmaskStageTests.Recover_OfADealerThatSharedOtherSecretsOut_IsRefusedAndConvictsTheDealer"],
        ["two vectors"] = ["InputStageTests.Take_AnotherVectorOfTheSameMember_IsRefusedAndConvicts"],
        ["a false complaint"] =
        [
            "ComplaintTests.Complaint_ThatIsFalse_ConvictsNobody", "ComplaintTests.Complaints_BeyondTheCorrupt_AreNotPassedOnAndLeaveTheHolderOut",
            "BlameTests.Open_ForMoreThanTheCorruptCanBe_IsRefused",
        ],
        ["a wrong tag"] = ["CheckStageTests.Close_WithAFalseTag_ConvictsItsMemberAndTreatsItAsSilent"],
        ["words altered before it signs them"] = ["CorruptWordTests.Coordinator_OnAlteredWords_RefusesThemOrComesToTheSameEnd"],
        ["words in another's name"] = ["CorruptWordTests.Coordinator_OnWordsInAnothersName_RefusesThem"],
        ["evidence against who is innocent"] = ["EvidenceTests.Proves_AnHonestAnswer_IsFalse", "EvidenceTests.Proves_HonestTags_IsFalse"],
    };

    /// <summary>What a thief, an administrator, a former member or the coordinator can try against the members' agreement: who is one, and who consented to what.</summary>
    public static IReadOnlyDictionary<string, string[]> OnTheAgreement { get; } = new Dictionary<string, string[]>
    {
        ["a stolen invitation used twice"] = ["EnrolmentTests.Join_WithAStolenInvitationThatWasUsed_IsRefused"],
        ["an invitation that has expired"] = ["EnrolmentTests.Join_WithAnExpiredInvitation_IsRefused", "JoinTests.Prepare_ExpiredLine_SaysWhomToAskAndWritesNothing"],
        ["an invitation to another consortium"] = ["EnrolmentTests.Join_ForAnotherConsortium_IsRefused", "JoinTests.Join_RosterOfAnotherConsortium_IsNotBelieved"],
        ["an older roster"] =
        [
            "NodeConnectionTests.Roster_Older_IsRefused", "NodeStoreTests.TakeRoster_LowerNumber_IsRefusedAlsoAfterARestart",
            "RosterTests.Publish_OfAnOlderRoster_IsRefused", "RosterDeskTests.Newest_WithAnEarlierOneAtTheCoordinator_IsRefused",
        ],
        ["a roster that the coordinator signed"] =
        [
            "NodeConnectionTests.Roster_SignedByTheCoordinator_IsRefused", "JoinTests.Join_RosterSignedByTheCoordinator_IsNotBelieved",
            "RosterTests.Publish_OfARosterSignedByTheCoordinatorsKey_IsRefused", "RosterTests.Publish_OfARosterWhoseRootIsTheCoordinatorsKey_IsRefused",
        ],
        ["a call of a revoked member"] =
        [
            "RosterTests.RevokedMember_LosesItsStreamAndItsCalls",
            "WholeLifeTests.FourLabs_FromTheFoundingToALeave_AgreeToTwoStudiesAndKeepTheirLedgers",
        ],
        ["another certificate"] =
        [
            "NodeConnectionTests.Server_WithAnotherCertificate_IsNotSpokenTo", "JoinTests.Join_CoordinatorWithAnotherCertificate_NothingIsSaidToIt",
            "JoinTests.Join_RosterWithAnotherPinUnderTheName_IsNotBelieved", "EnrolmentTests.Join_OverAnotherCertificateThanTheRequests_IsRefused",
            "StrangerTests.Stranger_AskingForTheRoster_IsRefused",
        ],
        ["a consent replayed for a changed plan"] =
            ["ConsentTests.APlanWithOneLetterChanged_HasNoConsent", "ConsentTests.Consent_OfAnotherPlan_CountsForNothing"],
        ["nine puppet members that the administrator enrolled"] =
        [
            "PolicyRulesTests.Judge_NinePuppetsOfTheAdministrator_IsRefused", "PuppetTests.Plan_AmongMembersThatNobodyConfirmed_IsRefusedThoughThePolicyAllows",
            "KnownMembersTests.OfAMember_VouchedForByVouchedOnes_IsUnknown",
        ],
        ["a second study on the same rows with one member less"] =
        [
            "SumHistoryTests.Survivors_OfASecondStudyOnTheSameRowsWithAMemberLess_AreRefused",
            "ContributionHistoryTests.MaySign_List_IsRefused(one member less under another study)",
            "FamilyHistoryTests.MaySign_ExactSum_IsRefused(one member less in another study)",
        ],
        ["a contribution asked for without a consent"] =
        [
            "ConsentTests.Contribution_AskedAtOnceWithoutConsent_NothingIsSaid", "ConsentTests.Contribution_AfterTheConsentsEnd_IsNotMade",
            "ConsentTests.Withdrawal_InTheMiddleOfASum_StopsContributions",
        ],
        ["one byte of the egress ledger changed"] = ["LedgerCheckTests.Run_OneColumnOfALineWasChanged_NamesTheLine"],
    };
}
