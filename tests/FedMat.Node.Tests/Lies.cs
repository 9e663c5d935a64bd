using FedMat.Crypto;
using FedMat.Protocol;
using FedMat.Wire;
using FedMat.Wire.V1;
using Google.Protobuf;

namespace FedMat.Node.Tests;

/// <summary>
/// What a lying coordinator tells in place of an honest step, all other members being with it: another request of the same stage that is valid in
/// itself.
/// </summary>
internal sealed class Lies(TestConsortium consortium, Script script)
{
    /// <param name="honest">A step as <see cref="TestAttempt"/> tells it.</param>
    public News Otherwise(News honest)
    {
        News lie = honest.Clone();
        SumNews sum = lie.Sum;
        switch (sum.WhatCase)
        {
            case SumNews.WhatOneofCase.Adverts:
                sum.Adverts = Other(sum.Adverts.ToSigned<AdvertList>().Content).ToByteString();
                break;
            case SumNews.WhatOneofCase.Inputs:
                sum.Inputs = Sign(sum.Inputs.ToSigned<InputRequest>().Content with { State = CountingLearner.At(3).Hash }).ToByteString();
                break;
            case SumNews.WhatOneofCase.Survivors:
                sum.Survivors = Other(sum.Survivors.ToSigned<SurvivorList>().Content).ToByteString();
                break;
            case SumNews.WhatOneofCase.Unmask:
                sum.Unmask = Other(sum.Unmask.ToBody<UnmaskRequest>()).ToBody();
                break;
            case SumNews.WhatOneofCase.Result:
                sum.Result = Other(sum.Result.ToSigned<SumResult>().Content).ToByteString();
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(honest), sum.WhatCase, "a step that has no other");
        }

        return lie;
    }

    /// <summary>U2 without one of the other members, with the shares of the rest.</summary>
    public News Without(MemberId member, News dealers)
    {
        News lie = dealers.Clone();
        DealersNews told = lie.Sum.Dealers;
        DealerList list = told.List.ToSigned<DealerList>().Content;
        told.List = Sign(new DealerList(list.Setup, list.Adverts, [.. list.Deals.Where(deal => deal.Content.Member != member)])).ToByteString();
        told.Shares = new HeldShares([.. told.Shares.ToBody<HeldShares>().Shares.Where(share => share.Dealer != member)]).ToBody();
        return lie;
    }

    /// <summary>The input request for another U2.</summary>
    public News For(News dealers, News inputs)
    {
        News lie = inputs.Clone();
        Digest list = dealers.Sum.Dealers.List.ToSigned<DealerList>().Content.Hash;
        lie.Sum.Inputs = Sign(inputs.Sum.Inputs.ToSigned<InputRequest>().Content with { Dealers = list }).ToByteString();
        return lie;
    }

    /// <summary>A list of survivors with the node's vector as well.</summary>
    public News With(Upload upload, News survivors)
    {
        News lie = survivors.Clone();
        SurvivorList list = survivors.Sum.Survivors.ToSigned<SurvivorList>().Content;
        lie.Sum.Survivors = Sign(list with { Inputs = [.. list.Inputs.Append(upload.Input).OrderBy(input => input.Content.Member)] }).ToByteString();
        return lie;
    }

    private SignedMessage<AdvertList> Other(AdvertList list) => Sign(list with
    {
        Adverts = [.. list.Adverts.Select(advert => advert.Content.Member == consortium.Others[0].Id
            ? SignedMessage<Advert>.Sign(advert.Content with { SelfMask = Digest.Of("other"u8) }, consortium.KeyOf(advert.Content.Member))
            : advert)],
    });

    private SignedMessage<SurvivorList> Other(SurvivorList list) => Sign(list with
    {
        Inputs = [.. list.Inputs.Select(input => input.Content.Member == consortium.Others[0].Id
            ? SignedMessage<MaskedInput>.Sign(input.Content with { Payload = Digest.Of("other"u8) }, consortium.KeyOf(input.Content.Member))
            : input)],
    });

    private UnmaskRequest Other(UnmaskRequest request)
    {
        SignedMessage<SurvivorList> list = Other(request.Survivors.Content);
        return new UnmaskRequest(list, [.. consortium.Others.Select(other => other.Id).Order().Select(other =>
            SignedMessage<Agreement>.Sign(new Agreement(list.Content.Session, other, list.Content.Hash), consortium.KeyOf(other)))]);
    }

    private SignedMessage<SumResult> Other(SumResult result)
    {
        byte[] sum = script.Blobs[result.Sum].ToArray();
        sum[0] ^= 1;
        script.Blobs[Digest.Of(sum)] = sum;
        return Sign(result with { Sum = Digest.Of(sum) });
    }

    private SignedMessage<T> Sign<T>(T message)
        where T : class, ISumMessage<T> => SignedMessage<T>.Sign(message, consortium.CoordinatorKey);
}
