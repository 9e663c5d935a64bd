namespace NSec.Cryptography;

/// <summary>How a key is written. Secret formats are negative.</summary>
public enum KeyBlobFormat
{
    PkixPrivateKeyText = -203,
    PkixPrivateKey = -202,
    RawPrivateKey = -2,
    RawSymmetricKey = -1,
    RawPublicKey = 1,
    PkixPublicKey = 201,
    PkixPublicKeyText = 202,
}
