using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;

namespace FedMat.Coordinator.Access;

/// <summary>Bounds what is read of a request before anything looks at it, where its certificate is in no roster.</summary>
internal static class StrangerLimit
{
    public static void UseStrangerLimit(this IApplicationBuilder app)
    {
        MemberAccess access = app.ApplicationServices.GetRequiredService<MemberAccess>();
        app.Use((HttpContext context, RequestDelegate next) =>
        {
            bool isStranger = context.Connection.ClientCertificate is { } certificate && !access.Knows(certificate);
            if (isStranger && context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
                size.MaxRequestBodySize = Strangers.RequestBytes;
            return next(context);
        });
    }
}
