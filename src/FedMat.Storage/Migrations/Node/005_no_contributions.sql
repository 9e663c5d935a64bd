-- What leaves is a masked vector, and stands in upload.
DROP TABLE contribution;
