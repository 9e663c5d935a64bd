namespace FedMat.Storage.Coordinator;

/// <summary>What a stored word of an attempt is: said by a member, below 100, or decided by the coordinator. The numbers are stored.</summary>
public enum SumWordKind
{
    Advert = 1,
    Dealing = 2,
    Holding = 3,
    Complaint = 4,
    Opening = 5,
    Input = 6,
    Agreement = 7,
    Answer = 8,
    Acceptance = 9,
    Closing = 10,

    /// <summary>Said and never stored by itself: the check list holds them.</summary>
    Tags = 11,

    /// <summary>U1 is fixed.</summary>
    AdvertsFixed = 101,

    /// <summary>U2 is fixed.</summary>
    DealersFixed = 102,

    /// <summary>Vectors are asked for, in answer to the attempt's state and ask.</summary>
    InputsAsked = 103,

    /// <summary>U3 is fixed.</summary>
    SurvivorsFixed = 104,

    /// <summary>The choice to open the sum.</summary>
    UnmaskChosen = 105,

    /// <summary>The choice to close the attempt; never together with the one before.</summary>
    CloseChosen = 106,

    /// <summary>The sum is known. Its body is SHA-256 of it.</summary>
    SumFound = 107,

    /// <summary>The check list is made. Its body is the list.</summary>
    SumChecked = 108,
}
